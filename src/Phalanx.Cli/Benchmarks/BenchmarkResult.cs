namespace Phalanx.Cli.Benchmarks;

/// <summary>One row of a benchmark.</summary>
/// <param name="Name">Its name, with slashes, stable over versions.</param>
/// <param name="Value">What was measured; null where it cannot be on this machine.</param>
/// <param name="Unit">The unit of the value.</param>
internal sealed record BenchmarkResult(string Name, double? Value, string Unit)
{
    /// <summary>The unit of arithmetic per time.</summary>
    public const string Gigaflops = "GFLOP/s";

    /// <summary>The unit of steps that all agents of an environment make at once, per time.</summary>
    public const string JointSteps = "joint steps/s";

    /// <summary>The unit of a time.</summary>
    public const string Milliseconds = "ms";

    /// <summary>The unit of a number without one.</summary>
    public const string PlainRatio = "ratio";

    /// <summary>The figure to reach, where there is one.</summary>
    public double? Bar { get; init; }

    /// <summary>Whether the bar is reached; null without a bar, and where nothing could be measured to hold against it.</summary>
    public bool? Holds { get; init; }

    /// <summary>Bytes allocated by one call in steady state, where that is measured.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>The part of a measured peak that was reached.</summary>
    public double? PeakShare { get; init; }

    /// <summary>The same work done by OpenBLAS; null where there is nothing to compare.</summary>
    public Comparison? OpenBlas { get; init; }

    /// <summary>Why a figure is missing that one would expect, in a sentence.</summary>
    public string? MissingFigureReason { get; init; }
}

/// <summary>A rate of OpenBLAS beside ours.</summary>
/// <param name="Rate">Its rate; null without the library.</param>
/// <param name="Ratio">Ours divided by its; null where that would say nothing.</param>
internal readonly record struct Comparison(double? Rate, double? Ratio)
{
    /// <summary>A comparison with the library that was found, if one was.</summary>
    /// <param name="rate">Our rate.</param>
    /// <param name="openBlasRate">Its rate.</param>
    /// <param name="library">The library.</param>
    public static Comparison Of(double rate, double? openBlasRate, OpenBlasIdentity? library) =>
        new(openBlasRate, library is { NoRatioReason: null } ? rate / openBlasRate : null);
}
