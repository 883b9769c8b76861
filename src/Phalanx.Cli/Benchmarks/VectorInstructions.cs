using System.Runtime.Intrinsics.X86;

namespace Phalanx.Cli.Benchmarks;

/// <summary>What bounds the rate of dense arithmetic on x86, each more than the one before.</summary>
internal enum VectorInstructions
{
    /// <summary>None of the following, or another kind of processor.</summary>
    None,

    /// <summary>128 bits.</summary>
    Sse,

    /// <summary>256 bits, multiplied and added by two instructions.</summary>
    Avx,

    /// <summary>256 bits, multiplied and added by one.</summary>
    Avx2,

    /// <summary>512 bits, the same way.</summary>
    Avx512,
}

/// <summary>Names and the processor's own instructions.</summary>
internal static class VectorInstructionsExtensions
{
    extension(VectorInstructions instructions)
    {
        /// <summary>The most that this processor has.</summary>
        public static VectorInstructions OfThisProcessor =>
            Avx512F.IsSupported ? VectorInstructions.Avx512
            : Avx2.IsSupported && Fma.IsSupported ? VectorInstructions.Avx2
            : Avx.IsSupported ? VectorInstructions.Avx
            : Sse2.IsSupported ? VectorInstructions.Sse
            : VectorInstructions.None;

        /// <summary>The manufacturers' name.</summary>
        public string Name => instructions switch
        {
            VectorInstructions.Avx512 => "AVX-512",
            VectorInstructions.Avx2 => "AVX2",
            VectorInstructions.Avx => "AVX",
            VectorInstructions.Sse => "SSE",
            _ => "no vector instructions of x86",
        };
    }
}
