using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Training;

/// <summary>The tables of a game of one step: what the method thinks of every joint action, and of every agent's own.</summary>
internal static class OneStepReport
{
    /// <summary>Joint actions beyond which there are no tables: nobody reads them, and all are evaluated at once.</summary>
    private const int MostJointActions = 20_000;

    /// <summary>Evaluates every joint action as an episode of its own, by a team that has come so far.</summary>
    public static OneStepSummary Of(Team team, PayoffTable payoffs, long tEnv)
    {
        var tape = new Tape<float> { Records = false };
        bool tables = payoffs.Values.Length <= MostJointActions;
        Shard<float> shard = JointActions(team, payoffs, tables ? payoffs.Values.Length : 1, tEnv, tape);
        int[] actions = [.. Enumerable.Repeat(payoffs.Actions, payoffs.Agents)];
        float[] utilities = Utilities(team, shard, tape);
        int[] greedy = Greedy(team, utilities, payoffs);
        IReadOnlyList<JointValue<float>> values = tables ? team.Algorithm.JointValues(shard, tape) : [];
        JointTable TableOf(JointValue<float> value) => new(actions, Array.ConvertAll(value.Values.Span.ToArray(), x => (double)x));
        return new OneStepSummary
        {
            GreedyJointAction = greedy,
            GreedyPayoff = payoffs[greedy],
            JointValues = values.Count == 0 ? null : TableOf(values[0]),
            Utilities = [.. utilities.Chunk(payoffs.Actions).Select(row => (IReadOnlyList<double>)[.. row.Select(x => (double)x)])],
            OtherValues = values.Skip(1).ToDictionary(value => value.Name, TableOf),
        };
    }

    /// <summary>What each agent thinks of its own actions.</summary>
    private static float[] Utilities(Team team, Shard<float> shard, Tape<float> tape)
    {
        int agents = team.Spec.Agents;
        Tensor<float> observations = shard.Observations.Reshape((shard.Rows, shard.Team.Observation)).Slice(0, agents)
            .Reshape((1, agents, shard.Team.Observation));
        Tensor<int> ids = shard.AgentIds.Reshape(shard.Rows).Slice(0, agents).Reshape((1, agents));
        Tensor<int> last = shard.LastActions.Reshape(shard.Rows).Slice(0, agents).Reshape((1, agents));
        float[] hiddenStates = new float[agents * team.Policy.Network.HiddenSize];
        return team.Policy.Network.Act(tape, new AgentInputs<float> { Observations = observations, LastActions = last, Ids = ids }, hiddenStates).Span.ToArray();
    }

    private static int[] Greedy(Team team, float[] utilities, PayoffTable payoffs)
    {
        bool[] available = new bool[payoffs.Actions];
        Array.Fill(available, true);
        RandomStream unused = default;
        return [.. utilities.Chunk(payoffs.Actions).Select(row => team.Policy.Rule.Choose(row, available, RunProgress.Test(), ref unused))];
    }

    /// <summary>The first joint actions, an episode each.</summary>
    private static Shard<float> JointActions(Team team, PayoffTable payoffs, int episodes, long tEnv, Tape<float> tape)
    {
        EpisodeLayout layout = team.Layout;
        var replay = new EpisodeReplay(layout, episodes);
        var writer = new EpisodeWriter(layout);
        IEnvironmentBatch environment = team.Environments(1);
        environment.Reset(0, 0);
        var slot = new SlotBuffer(environment, rows: 1);
        slot.Read([0], 0, writer.Format.AllSeen);
        int[] actions = new int[layout.Agents];
        for (int i = 0; i < episodes; i++)
        {
            writer.Begin();
            slot.Record(0, writer);
            payoffs.WriteJointAction(i, actions);
            writer.Write(SlotFields.Actions, actions);
            writer.EndStep(0, terminated: true, truncated: false);
            slot.Record(0, writer);
            replay.Add(writer);
        }

        var shards = new ReplayShards(
            replay, TeamShape.Of(team.Spec), episodes, rows: int.MaxValue, team.Algorithm.Needs with { Source = DataSource.Fresh });
        shards.Sample(0, 0, RunProgress.Test(tEnv));
        return shards.Fill(0, tape);
    }
}
