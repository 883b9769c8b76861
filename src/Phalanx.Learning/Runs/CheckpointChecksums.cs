namespace Phalanx.Learning.Runs;

/// <summary>The checksums, CRC-32C, of what a checkpoint holds or needs besides its state.</summary>
/// <param name="Weights">Of <c>weights.safetensors</c>.</param>
/// <param name="Optimiser">Of <c>optimiser.safetensors</c>.</param>
public sealed record CheckpointChecksums(uint Weights, uint Optimiser);
