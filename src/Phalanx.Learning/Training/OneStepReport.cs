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

/// <summary>The tables of a game of one step: the values that the method gives to joint actions, and to the actions of each agent.</summary>
internal static class OneStepReport
{
    /// <summary>Joint actions beyond which there are no tables: they are too long to read, and all are evaluated at once.</summary>
    private const int MostJointActions = 20_000;

    /// <summary>Evaluates every joint action as an episode of its own, by the team as it is after so many environment steps.</summary>
    public static OneStepSummary Of(LearningProblem problem, PayoffTable payoffs, long tEnv)
    {
        var tape = new Tape<float> { Records = false };
        bool tables = payoffs.Values.Length <= MostJointActions;
        Shard<float> shard = ShardOfJointActions(problem, payoffs, tables ? payoffs.Values.Length : 1, tEnv, tape);
        int[] actions = [.. Enumerable.Repeat(payoffs.Actions, payoffs.Agents)];
        float[] utilities = UtilitiesOfAgents(problem, shard, tape);
        int[] greedy = GreedyActions(problem, utilities, payoffs);
        IReadOnlyList<JointValue<float>> values = tables ? problem.Algorithm.JointValues(shard, tape) : [];
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

    /// <summary>The utility of every action of every agent.</summary>
    private static float[] UtilitiesOfAgents(LearningProblem problem, Shard<float> shard, Tape<float> tape)
    {
        int agents = problem.Spec.Agents;
        Tensor<float> observations = shard.Observations.Reshape((shard.Rows, shard.Team.Observation)).Slice(0, agents)
            .Reshape((1, agents, shard.Team.Observation));
        Tensor<int> ids = shard.AgentIds.Reshape(shard.Rows).Slice(0, agents).Reshape((1, agents));
        Tensor<int> last = shard.LastActions.Reshape(shard.Rows).Slice(0, agents).Reshape((1, agents));
        float[] hiddenStates = new float[agents * problem.Policy.Network.HiddenSize];
        return problem.Policy.Network.Act(tape, new AgentInputs<float> { Observations = observations, LastActions = last, Ids = ids }, hiddenStates).Span.ToArray();
    }

    private static int[] GreedyActions(LearningProblem problem, float[] utilities, PayoffTable payoffs)
    {
        bool[] available = new bool[payoffs.Actions];
        Array.Fill(available, true);
        RandomStream unused = default;
        return [.. utilities.Chunk(payoffs.Actions).Select(row => problem.Policy.Rule.Choose(row, available, RunProgress.Test(), ref unused))];
    }

    /// <summary>The first joint actions, an episode each.</summary>
    private static Shard<float> ShardOfJointActions(LearningProblem problem, PayoffTable payoffs, int episodes, long tEnv, Tape<float> tape)
    {
        EpisodeLayout layout = problem.Layout;
        var replay = new EpisodeReplay(layout, episodes);
        var writer = new EpisodeWriter(layout);
        using IEnvironmentBatch environment = problem.Environments(1);
        environment.Reset(0, 0);
        var slot = new SlotBuffer(environment, rows: 1);
        slot.Read([0], 0, writer.Format.LastSlotFields);
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
            replay, TeamShape.Of(problem.Spec), episodes, rows: int.MaxValue, problem.Algorithm.Needs with { Source = DataSource.Fresh });
        shards.Sample(0, 0, RunProgress.Test(tEnv));
        return shards.Fill(0, tape);
    }
}
