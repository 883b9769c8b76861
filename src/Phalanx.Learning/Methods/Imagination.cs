using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

/// <summary>
/// The random groups of REFIL's imagination: every episode draws <c>p ~ U(0, 1)</c>, and each of its entities, agents or not, is in the first group
/// with that probability. Groups stay for the episode; every training step draws new ones.
/// </summary>
public static class Imagination
{
    /// <summary>What draws of p are for.</summary>
    public static StreamPurpose Chance { get; } = StreamPurpose.Named("imagination chance");

    /// <summary>What the entities' own draws are for.</summary>
    public static StreamPurpose Side { get; } = StreamPurpose.Named("imagination side");

    /// <summary>The groups of a shard's entities, [episodes, entities], 1 for the first group and 0 for the second.</summary>
    public static Tensor<T> Draw<T>(Shard<T> shard, Tape<T> tape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int entities = shard.Team.Entities!.Count;
        ReadOnlySpan<T> chances = shard.Noise.Uniform(tape, Chance, 1, 1).Span;
        Tensor<T> sides = shard.Noise.Uniform(tape, Side, 1, entities).Reshape((shard.Episodes, entities));
        Span<T> elements = sides.Span;
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = elements[i] < chances[i / entities] ? T.One : T.Zero;
        }

        return sides;
    }
}
