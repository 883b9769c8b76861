using System.Reflection;
using System.Text.RegularExpressions;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Numerics.Probing;

namespace Phalanx.Studies.Slots;

/// <summary>What decides the bits of what a slot computes.</summary>
/// <param name="Build">The digest of the assemblies that compute; see <see cref="BuildDigest"/>.</param>
/// <param name="Simd">The register width of the kernels.</param>
/// <param name="DotNet">The version of the runtime.</param>
/// <param name="Architecture">The instructions of the processor.</param>
/// <param name="Probe">The digest of the numeric probe.</param>
public sealed partial record SlotClass(string Build, string Simd, string DotNet, string Architecture, string Probe)
{
    /// <summary>That of this process, for environments and algorithms.</summary>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="Foundation.UserErrorException">A switch has a value that is not allowed.</exception>
    public static SlotClass Of(EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(algorithms);
        return Of([typeof(SlotClass).Assembly, .. environments.Assemblies, .. algorithms.Assemblies]);
    }

    /// <summary>The class that was written in words; null where the words are of another kind.</summary>
    public static SlotClass? Parse(string words) => Words().Match(words) is { Success: true } match
        ? new SlotClass(match.Groups["build"].Value, match.Groups["simd"].Value, match.Groups["dotnet"].Value, match.Groups["architecture"].Value, match.Groups["probe"].Value)
        : null;

    /// <summary>What of this class differs from another, in words; empty where nothing does.</summary>
    public string DifferenceFrom(SlotClass other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (string Own, string Other)[] parts = [.. Parts().Zip(other.Parts())];
        return string.Join(", ", parts.Where(part => part.Own != part.Other).Select(part => part.Own));
    }

    /// <summary>In words, for a journal and for people.</summary>
    public override string ToString() => string.Join(", ", Parts());

    private static SlotClass Of(IEnumerable<Assembly> assemblies)
    {
        var bits = BitClass.Current;
        return new SlotClass(BuildDigest.Of(assemblies), bits.Simd, bits.DotNet, bits.Architecture, NumericProbe.Digest);
    }

    private string[] Parts() => [$"kernels {Simd}", $".NET {DotNet}", Architecture, $"probe {Probe}", $"build {Build}"];

    [GeneratedRegex(@"\Akernels (?<simd>[^,]+), \.NET (?<dotnet>[^,]+), (?<architecture>[^,]+), probe (?<probe>[^,]+), build (?<build>[^,]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
