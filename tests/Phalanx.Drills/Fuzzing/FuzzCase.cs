namespace Phalanx.Drills.Fuzzing;

/// <summary>A file that is read on purpose.</summary>
/// <param name="Content">What is in it.</param>
/// <param name="Seed">Which of the target's seeds it was made of.</param>
/// <param name="IsSealed">Whether its checksums are right although it was changed.</param>
internal readonly record struct FuzzCase(byte[] Content, int Seed, bool IsSealed);
