using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Training;

/// <summary>The tables of a game of one step: what the method thinks of every joint action, and of every agent's own.</summary>
internal static class OneStepReport
{
    /// <summary>Evaluates every joint action as an episode of its own.</summary>
    public static OneStepSummary Of(Team team, PayoffTable payoffs)
    {
        var tape = new Tape<float> { Records = false };
        Shard<float> shard = EveryJointAction(team, payoffs, tape);
        int[] actions = [.. Enumerable.Repeat(payoffs.Actions, payoffs.Agents)];
        float[] utilities = Utilities(team, shard, tape);
        int[] greedy = Greedy(team, utilities, payoffs);
        IReadOnlyList<JointValue<float>> values = team.Algorithm.JointValues(shard, tape);
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
        float[] memory = new float[agents * team.Policy.Network.Memory];
        return team.Policy.Network.Act(tape, new Sight<float> { Observations = observations, LastActions = last, Ids = ids }, memory).Span.ToArray();
    }

    private static int[] Greedy(Team team, float[] utilities, PayoffTable payoffs)
    {
        bool[] available = new bool[payoffs.Actions];
        Array.Fill(available, true);
        RandomStream unused = default;
        return [.. utilities.Chunk(payoffs.Actions).Select(row => team.Policy.Rule.Choose(row, available, Moment.Test(), ref unused))];
    }

    private static Shard<float> EveryJointAction(Team team, PayoffTable payoffs, Tape<float> tape)
    {
        TeamShape shape = TeamShape.Of(team.Spec);
        int episodes = payoffs.Values.Length;
        int rows = episodes * shape.Agents;
        IEnvironmentBatch environment = team.Environments(1);
        environment.Reset(0, 0);
        Tensor<float> observations = tape.Arena.Rent((1, rows, shape.Observation));
        Tensor<float> states = tape.Arena.Rent((1, episodes, shape.State));
        Tensor<int> actions = tape.Indices.Rent((1, rows));
        Tensor<int> ids = tape.Indices.Rent((1, rows));
        Tensor<int> last = tape.Indices.Rent((1, rows));
        last.Span.Fill(-1);
        for (int i = 0; i < episodes; i++)
        {
            int first = i * shape.Agents;
            environment.WriteObservations([0], observations.Span.Slice(first * shape.Observation, shape.Agents * shape.Observation));
            environment.WriteState([0], states.Span.Slice(i * shape.State, shape.State));
            payoffs.WriteJointAction(i, actions.Span.Slice(first, shape.Agents));
            for (int agent = 0; agent < shape.Agents; agent++)
            {
                ids.Span[first + agent] = agent;
            }
        }

        Tensor<float> Filled(Shape size, float value)
        {
            Tensor<float> tensor = tape.Arena.Rent(size);
            tensor.Span.Fill(value);
            return tensor;
        }

        Tensor<int> lengths = tape.Indices.Rent(episodes);
        lengths.Span.Fill(1);
        return new Shard<float>
        {
            Team = shape,
            Episodes = episodes,
            Steps = 1,
            Slots = 1,
            BatchTransitions = episodes,
            Observations = observations,
            States = states,
            Available = Filled((1, rows, shape.Actions), 1),
            Actions = actions,
            LastActions = last,
            AgentIds = ids,
            Rewards = Filled((1, episodes), 0),
            Terminated = Filled((1, episodes), 1),
            Mask = Filled((1, episodes), 1),
            Lengths = lengths,
            AgentFeatures = team.Algorithm.Needs.AgentFeatures ? Features(team, environment, shape, episodes, tape) : null,
        };
    }

    private static Tensor<float> Features(Team team, IEnvironmentBatch environment, TeamShape shape, int episodes, Tape<float> tape)
    {
        Tensor<float> features = AgentFeatures.Blank(tape, shape, 1, episodes);
        int size = shape.Agents * shape.AgentFeatures;
        for (int i = 0; i < episodes && team.Spec.AgentFeatureSize > 0; i++)
        {
            environment.WriteAgentFeatures([0], features.Span.Slice(i * size, size));
        }

        return features;
    }
}
