namespace Phalanx.Learning.Episodes;

/// <summary>Numbers that an algorithm wants stored with every step beyond what all of them need.</summary>
/// <param name="Name">A short name in snake_case, for example <c>log_probability</c>.</param>
/// <param name="Width">How many numbers there are per step, for the whole team.</param>
public sealed record ExtraField(string Name, int Width);
