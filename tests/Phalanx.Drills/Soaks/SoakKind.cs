namespace Phalanx.Drills.Soaks;

/// <summary>A run of about a minute on one thread.</summary>
/// <param name="Algorithm">The method.</param>
/// <param name="Environment">The battle.</param>
/// <param name="Steps">Its environment steps.</param>
/// <param name="Batch">Episodes of a training step, and between two of them.</param>
internal sealed record SoakKind(string Algorithm, string Environment, long Steps, int Batch = 16)
{
    public static IReadOnlyList<SoakKind> All { get; } =
    [
        new("qmix", "battle/3m", 80_000),
        new("qplex", "battle/2s3z", 30_000),
        new("resq", "battle/3m", 40_000),
        new("vdn", "battle/8m", 40_000),
        new("coma", "battle/2s_vs_1sc", 80_000, Batch: 8),
        new("qmix", "battle/MMM", 20_000),
        new("refil", "battle/3m", 8_000),
        new("dmix", "battle/v2/terran_5_vs_5", 24_000),
    ];

    public string Name => $"{Algorithm} on {Environment}";
}
