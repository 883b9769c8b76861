using System.Runtime.InteropServices;

namespace Phalanx.Environments.External;

/// <summary>Goes through the blocks of a body in their order, writing or reading, with their padding.</summary>
/// <param name="body">The body.</param>
internal ref struct BodyBlocks(Span<byte> body)
{
    private readonly Span<byte> _body = body;
    private int _at;

    /// <summary>The block that comes next, as numbers where they lie.</summary>
    /// <typeparam name="T">What the numbers are. Their bytes lie as on a little-endian machine.</typeparam>
    /// <param name="count">How many.</param>
    public Span<T> Next<T>(int count)
        where T : unmanaged
    {
        int bytes = checked(count * Marshal.SizeOf<T>());
        Span<byte> block = _body.Slice(_at, bytes);
        _at += (int)ExternalProtocol.Padded(bytes);
        return MemoryMarshal.Cast<byte, T>(block);
    }
}
