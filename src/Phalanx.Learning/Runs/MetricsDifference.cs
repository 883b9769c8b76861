namespace Phalanx.Learning.Runs;

/// <summary>The first field in which two files of metrics differ, row by row and in a row from left to right.</summary>
/// <param name="Row">The row, counted from 1.</param>
/// <param name="TEnv">The row's environment steps, as the first file has them.</param>
/// <param name="Column">The name of the column.</param>
/// <param name="Before">What the first file has there, as it is written.</param>
/// <param name="Again">What the second one has; null where it has no such row.</param>
public sealed record MetricsDifference(int Row, string TEnv, string Column, string Before, string? Again);
