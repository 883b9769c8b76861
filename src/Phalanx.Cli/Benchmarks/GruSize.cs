namespace Phalanx.Cli.Benchmarks;

/// <summary>The sizes of a recurrent layer's run: a batch of full-length episodes of a battle map, one row for each unit of each.</summary>
internal readonly record struct GruSize(string Name, int Steps, int RowsPerEpisode)
{
    /// <summary>Episodes of a batch.</summary>
    public const int Episodes = 32;

    /// <summary>The maps.</summary>
    public static IReadOnlyList<GruSize> Measured { get; } = [new("3s5z", 150, 8), new("MMM2", 180, 10)];

    /// <summary>Rows of a batch.</summary>
    public int Rows => Episodes * RowsPerEpisode;
}
