namespace Phalanx.Numerics;

/// <summary>A tensor, or all parameters of a set together, would have more elements than one piece of memory can hold.</summary>
/// <param name="message">What is too large.</param>
public sealed class ShapeTooLargeException(string message) : ArgumentException(message);
