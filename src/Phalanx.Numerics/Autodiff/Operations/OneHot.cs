namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// Vectors of zeros with a single one, known by where the one stands, which is all that is ever stored of them. With one more axis of
/// indices in front, a vector is the sum of as many.
/// </summary>
/// <param name="Indices">One index per vector, or several along an axis in front; -1 is a vector of zeros only.</param>
/// <param name="Classes">Length of a vector.</param>
public readonly record struct OneHot(Tensor<int> Indices, int Classes)
{
    /// <summary>Whether there is a vector for every row.</summary>
    internal bool Fits(Shape rows) =>
        Indices.Shape == rows || (Indices.Shape.Rank == rows.Rank + 1 && Indices.Shape.Without(0) == rows);
}
