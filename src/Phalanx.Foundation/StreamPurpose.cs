using System.Text;

namespace Phalanx.Foundation;

/// <summary>
/// What the draws of a <see cref="RandomStream"/> are for: the middle part of its address. A part of the library declares each of
/// its purposes once, as a static read-only field: <c>static readonly StreamPurpose Rollout = StreamPurpose.Named("rollout");</c>.
/// </summary>
/// <remarks>
/// A purpose is the 32-bit FNV-1a hash of its name's UTF-8 bytes, so it is the same in every build and on every machine, without a
/// table of numbers. The name is therefore part of every recorded result: renaming a purpose changes the draws.
/// </remarks>
public readonly record struct StreamPurpose
{
    private const uint FnvOffsetBasis = 2166136261;
    private const uint FnvPrime = 16777619;

    private StreamPurpose(uint hash) => Hash = hash;

    /// <summary>The hash that stands in the counter of every stream of this purpose.</summary>
    public uint Hash { get; }

    /// <summary>The purpose of a name, for example <c>"replay"</c>.</summary>
    /// <param name="name">A short name, not empty. Case matters.</param>
    public static StreamPurpose Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        uint hash = FnvOffsetBasis;
        foreach (byte octet in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ octet) * FnvPrime;
        }

        return new StreamPurpose(hash);
    }
}
