using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>Shards of one slot, after which every episode ends: no target is needed.</summary>
internal static class OneSlotShards
{
    public static readonly TeamShape Team = new TeamShape(Agents: 3, Observation: 4, State: 5, Actions: 3) with { AgentFeatures = 2 };

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test of shards of one slot");

    /// <summary>Every joint action of one drawn situation, the last agent's action first to change.</summary>
    public static Shard<T> OfEveryJointAction<T>(Tape<T> tape, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int joint = (int)Math.Pow(Team.Actions, Team.Agents);
        Shard<T> shard = OfSituations(tape, Team, seed, joint);
        foreach (Tensor<T> same in (Tensor<T>[])[shard.Observations, shard.States, shard.AgentFeatures!.Value])
        {
            int width = same.Count / joint;
            for (int i = 1; i < joint; i++)
            {
                same.Span[..width].CopyTo(same.Span[(i * width)..]);
            }
        }

        for (int row = 0; row < shard.Rows; row++)
        {
            int later = Team.Agents - 1 - (row % Team.Agents);
            shard.Actions.Span[row] = row / Team.Agents / (int)Math.Pow(Team.Actions, later) % Team.Actions;
        }

        return shard;
    }

    /// <summary>Drawn situations with drawn actions and rewards.</summary>
    public static Shard<T> OfSituations<T>(Tape<T> tape, TeamShape team, ulong seed, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var draws = new RandomStream(seed, Purpose, 0);
        int rows = count * team.Agents;
        Tensor<int> actions = tape.Indices.Rent((1, rows));
        Tensor<int> last = tape.Indices.Rent((1, rows));
        Tensor<int> ids = tape.Indices.Rent((1, rows));
        for (int row = 0; row < rows; row++)
        {
            (actions.Span[row], last.Span[row], ids.Span[row]) = ((int)(draws.NextDouble() * team.Actions), -1, row % team.Agents);
        }

        return new Shard<T>
        {
            Team = team,
            Episodes = count,
            Steps = 1,
            Slots = 1,
            BatchTransitions = count,
            Observations = Normal(tape, (1, rows, team.Observation), ref draws),
            States = Normal(tape, (1, count, team.State), ref draws),
            AgentFeatures = Normal(tape, (1, count, team.Agents, team.AgentFeatures), ref draws),
            Rewards = Normal(tape, (1, count), ref draws),
            Available = Ones(tape, (1, rows, team.Actions)),
            Terminated = Ones(tape, (1, count)),
            Mask = Ones(tape, (1, count)),
            Actions = actions,
            LastActions = last,
            AgentIds = ids,
            Lengths = tape.Indices.RentCopy(count, [.. Enumerable.Repeat(1, count)]),
            Noise = new Noise<T>(new EvenNoise<T>(seed), 0, count),
        };
    }

    /// <summary>Makes every parameter of a set a normal variable.</summary>
    public static void Fill(ParameterSet<double> set, ulong seed, double deviation = 0.5)
    {
        new RandomStream(seed, StreamPurpose.Named("test of drawn networks"), 0).FillNormal(set.Values, standardDeviation: deviation);
        set.Touch();
    }

    private static Tensor<T> Ones<T>(Tape<T> tape, Shape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> ones = tape.Arena.Rent(shape);
        ones.Span.Fill(T.One);
        return ones;
    }

    private static Tensor<T> Normal<T>(Tape<T> tape, Shape shape, ref RandomStream draws)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> tensor = tape.Arena.Rent(shape);
        for (int i = 0; i < tensor.Count; i++)
        {
            tensor.Span[i] = T.CreateChecked(draws.NextNormal());
        }

        return tensor;
    }

    /// <summary>The same even draws for the same seed, purpose and place, every time.</summary>
    internal sealed class EvenNoise<T>(ulong seed) : NoiseSource<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override void Uniform(StreamPurpose purpose, int place, SlotsOf<T> draws)
        {
            var stream = new RandomStream(seed, purpose, (ulong)place);
            for (int slot = 0; slot < draws.Count; slot++)
            {
                foreach (ref T draw in draws[slot])
                {
                    draw = T.CreateChecked(stream.NextDouble());
                }
            }
        }

        public override void Normal(StreamPurpose purpose, int place, SlotsOf<T> draws) => throw new NotSupportedException();

        public override void Choose(StreamPurpose purpose, int place, SlotsOf<T> probabilities, SlotsOf<int> actions) => throw new NotSupportedException();
    }
}
