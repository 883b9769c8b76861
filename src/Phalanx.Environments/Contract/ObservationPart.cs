namespace Phalanx.Environments;

/// <summary>A part of an observation, for those who look at it: learners see one row of numbers.</summary>
/// <param name="Name">What it is, in words: <c>own health</c>, <c>window</c>.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Shape">Its form: <c>[3]</c> for three numbers, <c>[5, 5, 3]</c> for a window of five rows, five columns and three layers.</param>
public sealed record ObservationPart(string Name, int Offset, IReadOnlyList<int> Shape)
{
    /// <summary>How many numbers it has.</summary>
    public int Size => Shape.Aggregate(1, (size, length) => size * length);

    /// <inheritdoc/>
    public bool Equals(ObservationPart? other) => other is not null && (Name, Offset) == (other.Name, other.Offset) && Shape.SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Offset, Size);
}
