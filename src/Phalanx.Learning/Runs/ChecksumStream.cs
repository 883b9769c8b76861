using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>Passes what is written on to another stream, and adds it to a checksum.</summary>
/// <param name="target">The other stream, which stays open.</param>
internal sealed class ChecksumStream(Stream target) : Stream
{
    private Checksum _checksum;

    /// <summary>The checksum of what was written so far.</summary>
    public uint Value => _checksum.Value;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        target.Write(buffer);
        _checksum.Add(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
