using System.Collections.Immutable;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Contracts;

/// <summary>What decides the bits of what a worker's slots compute.</summary>
/// <param name="Build">The digest of the assemblies that compute.</param>
/// <param name="Simd">The register width.</param>
/// <param name="DotNet">The version of the runtime.</param>
/// <param name="Architecture">The instructions of the processor.</param>
/// <param name="Probe">The digest of the numeric probe.</param>
[GenerateSerializer, Immutable]
public sealed record WireClass(
    [property: Id(0)] string Build,
    [property: Id(1)] string Simd,
    [property: Id(2)] string DotNet,
    [property: Id(3)] string Architecture,
    [property: Id(4)] string Probe)
{
    /// <summary>As it travels.</summary>
    public static WireClass Of(SlotClass bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        return new WireClass(bits.Build, bits.Simd, bits.DotNet, bits.Architecture, bits.Probe);
    }

    /// <summary>As it is elsewhere.</summary>
    public SlotClass ToClass() => new(Build, Simd, DotNet, Architecture, Probe);
}

/// <summary>A file of a snapshot.</summary>
/// <param name="Name">Its path in the run.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">Its checksum.</param>
[GenerateSerializer, Immutable]
public sealed record WireFile([property: Id(0)] string Name, [property: Id(1)] long Bytes, [property: Id(2)] string Checksum);

/// <summary>What a snapshot consists of.</summary>
/// <param name="TEnv">The environment steps of its newest checkpoint.</param>
/// <param name="Files">Its files.</param>
[GenerateSerializer, Immutable]
public sealed record WireManifest([property: Id(0)] long TEnv, [property: Id(1)] ImmutableArray<WireFile> Files)
{
    /// <summary>As it travels.</summary>
    public static WireManifest Of(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new WireManifest(manifest.TEnv, [.. manifest.Files.Select(file => new WireFile(file.Name, file.Bytes, file.Checksum))]);
    }

    /// <summary>As it is elsewhere. It is looked at before anything is done with it.</summary>
    /// <exception cref="InvalidDataException">Something in it cannot be.</exception>
    public RunManifest ToManifest()
    {
        var manifest = new RunManifest(TEnv, [.. Files.Select(file => new RunManifestFile(file.Name, file.Bytes, file.Checksum))]);
        manifest.ThrowIfImpossible();
        return manifest;
    }
}

/// <summary>Whether something was taken, and why not.</summary>
/// <param name="Taken">Whether it was.</param>
/// <param name="Sentence">Why not, or what was done.</param>
/// <param name="Later">Whether it may be tried again later: the hub has no space.</param>
/// <param name="Stale">Whether another worker has the cell by now, or none shall.</param>
[GenerateSerializer, Immutable]
public sealed record WireAnswer([property: Id(0)] bool Taken, [property: Id(1)] string? Sentence, [property: Id(2)] bool Later, [property: Id(3)] bool Stale)
{
    /// <summary>It was taken.</summary>
    public static WireAnswer Yes(string? sentence = null) => new(true, sentence, false, false);

    /// <summary>It was not, and will not be.</summary>
    public static WireAnswer No(string sentence) => new(false, sentence, false, false);

    /// <summary>It was not, because another has the cell.</summary>
    public static WireAnswer Lost(string sentence) => new(false, sentence, false, true);

    /// <summary>It was not, and may be later.</summary>
    public static WireAnswer NotYet(string sentence) => new(false, sentence, true, false);
}
