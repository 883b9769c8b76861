using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Cli.Benchmarks;

/// <summary>What a figure was measured on.</summary>
/// <param name="Processor">The name that the processor gives itself.</param>
/// <param name="Cores">How many of them this process may use.</param>
/// <param name="Simd">The register width of the kernels: <c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>.</param>
/// <param name="System">The operating system.</param>
/// <param name="DotNet">The runtime.</param>
/// <param name="OpenBlas">The library compared with, or null.</param>
internal sealed record Machine(string Processor, int Cores, string Simd, string System, string DotNet, string? OpenBlas)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>The version of Phalanx, with the commit where it is known.</summary>
    public static string Version { get; } =
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>This machine.</summary>
    public static Machine Describe(OpenBlas? openBlas) => new(
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
        Environment.Version.ToString(),
        openBlas?.Version);

    /// <summary>As a part of a document.</summary>
    public JsonObject ToJson() => new()
    {
        ["processor"] = Processor,
        ["cores"] = Cores,
        ["simd"] = Simd,
        ["system"] = System,
        ["dotnet"] = DotNet,
        ["openblas"] = OpenBlas,
    };

    public override string ToString() =>
        $"{Processor}, {Cores} cores, kernels {Simd}, {System}, .NET {DotNet}, {OpenBlas ?? "no OpenBLAS to compare with"}";

    private static string ProcessorName()
    {
        string? line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
