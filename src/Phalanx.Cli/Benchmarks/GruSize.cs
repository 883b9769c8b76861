namespace Phalanx.Cli.Benchmarks;

/// <summary>The sizes of a recurrent layer's run.</summary>
internal readonly record struct GruSize(string Name, int Steps, int Rows)
{
    /// <summary>Two battle maps: all time steps of 32 full-length episodes, one row for each unit of each.</summary>
    public static IReadOnlyList<GruSize> Measured { get; } = [new("3s5z", 150, 8 * 32), new("MMM2", 180, 10 * 32)];
}
