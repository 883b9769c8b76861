namespace Phalanx.Cli.Benchmarks;

/// <summary>Which OpenBLAS is compared with.</summary>
/// <param name="Version">Its version, and what it was built with.</param>
/// <param name="Kernels">The name of the kernels that it chose; null where it does not tell.</param>
/// <param name="Processor">What this processor has.</param>
internal sealed record OpenBlasIdentity(string Version, string? Kernels, VectorInstructions Processor)
{
    /// <summary>Why there is no ratio, in a sentence; null where there is one.</summary>
    public string? NoRatioReason { get; } = OpenBlasKernels.NoRatioReason(Kernels, Processor);

    /// <summary>On one line, for people.</summary>
    public override string ToString() => $"{Version}, its kernels {Kernels ?? "unknown"}";
}
