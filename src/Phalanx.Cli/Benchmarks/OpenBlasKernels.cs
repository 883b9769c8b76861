namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Whether a comparison with the kernels that OpenBLAS chose says anything. A version that is older than the processor does not know it and
/// falls back to kernels of an older one, as far back as those of 2004; a ratio to these says how old the library is and nothing else.
/// </summary>
internal static class OpenBlasKernels
{
    /// <summary>The environment variable that chooses them. OpenBLAS reads it when it is loaded.</summary>
    public const string Variable = "OPENBLAS_CORETYPE";

    // The names of processors that OpenBLAS has kernels of, by what these kernels use.
    private static readonly Dictionary<string, VectorInstructions> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SapphireRapids"] = VectorInstructions.Avx512,
        ["Cooperlake"] = VectorInstructions.Avx512,
        ["SkylakeX"] = VectorInstructions.Avx512,
        ["Zen"] = VectorInstructions.Avx2,
        ["Haswell"] = VectorInstructions.Avx2,
        ["Excavator"] = VectorInstructions.Avx,
        ["Steamroller"] = VectorInstructions.Avx,
        ["Piledriver"] = VectorInstructions.Avx,
        ["Bulldozer"] = VectorInstructions.Avx,
        ["Sandybridge"] = VectorInstructions.Avx,
        ["Nehalem"] = VectorInstructions.Sse,
        ["Dunnington"] = VectorInstructions.Sse,
        ["Penryn"] = VectorInstructions.Sse,
        ["Core2"] = VectorInstructions.Sse,
        ["Atom"] = VectorInstructions.Sse,
        ["Nano"] = VectorInstructions.Sse,
        ["Bobcat"] = VectorInstructions.Sse,
        ["Barcelona"] = VectorInstructions.Sse,
        ["Opteron_SSE3"] = VectorInstructions.Sse,
        ["Opteron"] = VectorInstructions.Sse,
        ["Athlon"] = VectorInstructions.Sse,
        ["Banias"] = VectorInstructions.Sse,
        ["Prescott"] = VectorInstructions.Sse,
        ["Northwood"] = VectorInstructions.Sse,
        ["Katmai"] = VectorInstructions.Sse,
    };

    /// <summary>Why a ratio to these kernels would say nothing, in a sentence; null where they use all that the processor has.</summary>
    /// <param name="kernels">The name that OpenBLAS gives them; null where it gives none.</param>
    /// <param name="processor">What the processor has.</param>
    public static string? NoRatioReason(string? kernels, VectorInstructions processor)
    {
        if (kernels is null)
        {
            return $"no ratio, because this OpenBLAS does not tell which kernels it chose{CoreTypeHint(processor)}";
        }

        if (!Known.TryGetValue(kernels, out VectorInstructions used))
        {
            return $"no ratio, because it is unknown which instructions the kernels '{kernels}' of OpenBLAS use{CoreTypeHint(processor)}";
        }

        return used >= processor
            ? null
            : $"no ratio, because OpenBLAS chose kernels for {used.Name} ({kernels}) and this processor has {processor.Name}{CoreTypeHint(processor)}";
    }

    private static string CoreTypeHint(VectorInstructions processor) => processor switch
    {
        VectorInstructions.Avx512 => $"; set {Variable}=SkylakeX",
        VectorInstructions.Avx2 => $"; set {Variable}=Haswell",
        VectorInstructions.Avx => $"; set {Variable}=Sandybridge",
        VectorInstructions.Sse => $"; set {Variable}=Nehalem",
        _ => "",
    };
}
