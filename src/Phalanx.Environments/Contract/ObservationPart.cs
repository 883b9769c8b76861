namespace Phalanx.Environments;

/// <summary>A part of an observation, for those who look at it: learners see one row of numbers.</summary>
/// <param name="Name">What it is, in words: <c>own health</c>, <c>window</c>.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Shape">Its form: <c>[3]</c> for three numbers, <c>[5, 5, 3]</c> for a window of five rows, five columns and three layers.</param>
public sealed record ObservationPart(string Name, int Offset, IReadOnlyList<int> Shape)
{
    /// <summary>What the numbers along the last axis are called, such as the layers of a window; empty where they have no names.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>How many numbers it has.</summary>
    public int Size => Shape.Aggregate(1, (size, length) => size * length);

    /// <summary>Parts that follow each other from the beginning of an observation; those without any number are left out.</summary>
    /// <param name="parts">The parts, wherever they say that they begin.</param>
    public static IReadOnlyList<ObservationPart> InOrder(params ReadOnlySpan<ObservationPart> parts)
    {
        List<ObservationPart> placed = [];
        int next = 0;
        foreach (ObservationPart part in parts)
        {
            if (part.Size > 0)
            {
                placed.Add(part with { Offset = next });
                next += part.Size;
            }
        }

        return placed;
    }

    /// <inheritdoc/>
    public bool Equals(ObservationPart? other) =>
        other is not null
        && (Name, Offset) == (other.Name, other.Offset)
        && Shape.SequenceEqual(other.Shape)
        && Features.SequenceEqual(other.Features, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Offset, Size);
}
