using System.Runtime.InteropServices;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The properties of a machine that decide the last digits of a result. Two processes of one build and one class compute the same bits from the same
/// settings and seed; processes of different classes compute results that differ by rounding.
/// </summary>
/// <param name="Simd">The register width of the kernels: <c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>.</param>
/// <param name="DotNet">The version of the runtime.</param>
/// <param name="Architecture">The instructions of the processor: <c>x64</c>, <c>arm64</c>, ...</param>
public sealed record BitClass(string Simd, string DotNet, string Architecture)
{
    /// <summary>The instructions that this process runs on.</summary>
    internal static string CurrentArchitecture { get; } =
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The class of this process.</summary>
    public static BitClass Current => new(Machine.Current.Simd, Machine.Current.DotNet, CurrentArchitecture);

    /// <summary>Names the properties of this class that differ from another, as a part of a sentence.</summary>
    public string DifferenceFrom(BitClass other)
    {
        var parts = new List<string>();
        if (Simd != other.Simd)
        {
            parts.Add(Simd == "scalar" ? "scalar kernels" : $"kernels of {Simd} bits");
        }

        if (DotNet != other.DotNet)
        {
            parts.Add($".NET {DotNet}");
        }

        if (Architecture != other.Architecture)
        {
            parts.Add($"{Architecture} instructions");
        }

        return string.Join(" and ", parts);
    }
}
