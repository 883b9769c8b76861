using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Analysis.Checks;

/// <summary>One drawn situation, met once with every joint action: an episode of one step for each.</summary>
internal static class DrawnSituation
{
    private const int Observation = 4;
    private const int State = 5;
    private const int AgentFeatures = 2;

    /// <summary>What an environment of such situations is.</summary>
    /// <param name="shape">Its size.</param>
    public static EnvironmentSpec SpecOf(GameShape shape) => new()
    {
        Name = "drawn situations",
        Agents = shape.Agents,
        Actions = ActionSpec.Discrete(shape.Actions),
        ObservationSize = Observation,
        StateSize = State,
        AgentFeatureSize = AgentFeatures,
        EpisodeLimit = 1,
    };

    /// <summary>The episodes, the last agent's action first to change.</summary>
    /// <param name="tape">What tensors are allocated on.</param>
    /// <param name="shape">The size.</param>
    /// <param name="draws">What the situation is drawn from.</param>
    public static Shard<float> ShardOf(Tape<float> tape, GameShape shape, ref RandomStream draws)
    {
        int joint = PayoffTable.CellsOf(shape.Agents, shape.Actions)!.Value;
        int rows = joint * shape.Agents;
        Tensor<int> actions = tape.Indices.Rent((1, rows));
        Tensor<int> last = tape.Indices.Rent((1, rows));
        Tensor<int> ids = tape.Indices.Rent((1, rows));
        for (int row = 0; row < rows; row++)
        {
            int rest = row / shape.Agents;
            for (int later = shape.Agents - 1; later > row % shape.Agents; later--)
            {
                rest /= shape.Actions;
            }

            (actions.Span[row], last.Span[row], ids.Span[row]) = (rest % shape.Actions, -1, row % shape.Agents);
        }

        return new Shard<float>
        {
            Team = TeamShape.Of(SpecOf(shape)),
            Episodes = joint,
            Steps = 1,
            Slots = 1,
            BatchTransitions = joint,
            Observations = Same(tape, (1, rows, Observation), joint, ref draws),
            States = Same(tape, (1, joint, State), joint, ref draws),
            AgentFeatures = Same(tape, (1, joint, shape.Agents, AgentFeatures), joint, ref draws),
            Rewards = tape.Arena.RentZeroed((1, joint)),
            Available = Ones(tape, (1, rows, shape.Actions)),
            Terminated = Ones(tape, (1, joint)),
            Mask = Ones(tape, (1, joint)),
            Actions = actions,
            LastActions = last,
            AgentIds = ids,
            Lengths = tape.Indices.RentCopy(joint, [.. Enumerable.Repeat(1, joint)]),
        };
    }

    /// <summary>Normal numbers, the same for every episode.</summary>
    private static Tensor<float> Same(Tape<float> tape, Shape shape, int episodes, ref RandomStream draws)
    {
        Tensor<float> tensor = tape.Arena.Rent(shape);
        int width = tensor.Count / episodes;
        draws.FillNormal(tensor.Span[..width]);
        for (int episode = 1; episode < episodes; episode++)
        {
            tensor.Span[..width].CopyTo(tensor.Span[(episode * width)..]);
        }

        return tensor;
    }

    private static Tensor<float> Ones(Tape<float> tape, Shape shape)
    {
        Tensor<float> ones = tape.Arena.Rent(shape);
        ones.Span.Fill(1);
        return ones;
    }
}
