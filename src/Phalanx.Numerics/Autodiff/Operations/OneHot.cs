namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// Vectors of zeros with a single one, known by where the one stands, which is all that is ever stored of them.
/// </summary>
/// <param name="Indices">One index per vector; -1 is a vector of zeros only.</param>
/// <param name="Classes">Length of a vector.</param>
public readonly record struct OneHot(Tensor<int> Indices, int Classes);
