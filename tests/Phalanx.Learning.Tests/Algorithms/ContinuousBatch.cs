using System.Numerics;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>Five made-up transitions of three agents whose actions are two numbers from -2 to 4, one of which ends its episode; draws are made up too.</summary>
internal static class ContinuousBatch
{
    private const int Agents = 3;
    private const int Episodes = 5;
    private const int Dimensions = 2;
    private const int Observation = 2;
    private const int State = 3;

    public static TeamShape Team { get; } = new(Agents, Observation, State, 0) { ContinuousActions = ActionSpec.Continuous(Dimensions, -2, 4) };

    public static Shard<T> Fill<T>(Tape<T> tape, int notes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> terminated = tape.Arena.RentZeroed((1, Episodes));
        terminated.Span[2] = T.One;
        Tensor<T> mask = tape.Arena.Rent((1, Episodes));
        mask.Span.Fill(T.One);
        Tensor<int> lengths = tape.Indices.Rent(Episodes);
        lengths.Span.Fill(1);
        Tensor<int> none = tape.Indices.RentZeroed((2, Episodes * Agents));
        return new Shard<T>
        {
            Team = Team,
            Episodes = Episodes,
            Steps = 1,
            Slots = 2,
            BatchTransitions = Episodes,
            Observations = Made((2, Episodes * Agents, Observation), 1.3, 1, 0),
            States = Made((2, Episodes, State), 2.1, 1, 0),
            Available = tape.Arena.Rent((2, Episodes * Agents, 0)),
            Actions = none.Slice(0, 1),
            ContinuousActions = Made((1, Episodes * Agents, Dimensions), 0.7, 2.9, 1),
            LastActions = none,
            AgentIds = none,
            Rewards = Made((1, Episodes), 3.1, 2, 0),
            Terminated = terminated,
            Mask = mask,
            Lengths = lengths,
            Noise = new Noise<T>(new MadeUp<T>(), 0, Episodes),
            Notes = new ShardNotes<T>(notes),
        };

        Tensor<T> Made(Shape shape, double frequency, double size, double middle)
        {
            Tensor<T> made = tape.Arena.Rent(shape);
            for (int i = 0; i < made.Count; i++)
            {
                made.Span[i] = T.CreateChecked(middle + (size * Math.Sin(frequency * (i + 1))));
            }

            return made;
        }
    }

    private sealed class MadeUp<T> : NoiseSource<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override void Uniform(StreamPurpose purpose, int place, SlotsOf<T> draws) => throw new NotSupportedException();

        public override void Normal(StreamPurpose purpose, int place, SlotsOf<T> draws)
        {
            for (int slot = 0; slot < draws.Count; slot++)
            {
                for (int i = 0; i < draws.Width; i++)
                {
                    draws[slot][i] = T.CreateChecked(1.2 * Math.Sin((17 * place) + (5 * slot) + (1.9 * i)));
                }
            }
        }

        public override void Choose(StreamPurpose purpose, int place, SlotsOf<T> probabilities, SlotsOf<int> actions) => throw new NotSupportedException();
    }
}
