using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Learning.Runs;

/// <summary>The machine that a run ran on, or that a figure was measured on.</summary>
/// <param name="Processor">The name that the processor reports.</param>
/// <param name="Cores">How many of them this process may use.</param>
/// <param name="Simd">The register width of the kernels: <c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>.</param>
/// <param name="System">The operating system.</param>
/// <param name="DotNet">The runtime.</param>
public sealed record Machine(
    string Processor, int Cores, string Simd, string System, [property: JsonPropertyName("dotnet")] string DotNet)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>This machine.</summary>
    /// <remarks>Made at first use, not by the static initialiser, which would wrap the exception of a bad switch.</remarks>
    /// <exception cref="UserErrorException">The switch of the register width has a value that is not allowed.</exception>
    public static Machine Current => field ??= new(
        ProcessorName(),
        Environment.ProcessorCount,
        Kernels<float>.BestLevel switch
        {
            SimdLevel.Bits128 => "128",
            SimdLevel.Bits256 => "256",
            SimdLevel.Bits512 => "512",
            _ => "scalar",
        },
        RuntimeInformation.OSDescription,
        Environment.Version.ToString());

    /// <summary>As a part of a document, to which others may add.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, SummaryJson.Default.Machine)!.AsObject();

    /// <summary>On one line, for people.</summary>
    public override string ToString() => $"{Processor}, {Cores} cores, kernels {Simd}, {System}, .NET {DotNet}";

    private static string ProcessorName()
    {
        // Only Linux gives the name without another library; other systems report the architecture.
        string? line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
