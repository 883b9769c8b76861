using System.Buffers;
using System.Buffers.Binary;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// The server's side of a websocket (RFC 6455), written here because .NET's refuses what clients of the game send: PySC2 declares its frames as text, and they are
/// no text. Answers are sent together when no further request has come in, so that a client that sends several requests at once gets its answers at once.
/// </summary>
internal sealed class FrameSocket : IDisposable
{
    /// <summary>The largest request. Map files of the game have up to some megabytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int FirstBytes = 16 * 1024;
    private const int MostPendingBytes = 1024 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private byte[] _input = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private byte[] _output = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private byte[] _message = [];
    private int _read;
    private int _filled;
    private int _pending;
    private int _pieces;

    /// <param name="stream">The line, after the handshake.</param>
    public FrameSocket(Stream stream) => _stream = stream;

    /// <summary>The next message, good until the one after it; null when the client has gone, or has to.</summary>
    /// <param name="meanwhile">What there is to do while the client has all its answers and has asked for nothing more.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(Action? meanwhile, CancellationToken cancellation)
    {
        bool inPieces = false;
        _pieces = 0;
        while (true)
        {
            if (!FrameHeader.TryRead(_input.AsSpan(_read, _filled - _read), out FrameHeader header))
            {
                if (!await ReadMoreAsync(meanwhile, cancellation))
                {
                    return null;
                }

                continue;
            }

            if (header.Breach(inPieces) is { } breach)
            {
                await CloseAsync(breach, cancellation);
                return null;
            }

            if (header.Length + (ulong)_pieces > MostBytes)
            {
                await CloseAsync(CloseReason.TooBig, cancellation);
                return null;
            }

            int length = (int)header.Length;
            while (_filled - _read < header.Bytes + length)
            {
                if (!await ReadMoreAsync(meanwhile, cancellation))
                {
                    return null;
                }
            }

            Memory<byte> payload = _input.AsMemory(_read + header.Bytes, length);
            header.Unmask(payload.Span);
            _read += header.Bytes + length;
            switch (header.Kind)
            {
                case FrameKind.Close:
                    await CloseAsync(CloseReason.Normal, cancellation);
                    return null;
                case FrameKind.Ping:
                    payload.Span.CopyTo(Frame(FrameKind.Pong, length));
                    break;
                case FrameKind.Pong:
                    break;
                case not FrameKind.Continuation when header.IsLast:
                    return payload;
                default:
                    inPieces = true;
                    Keep(payload.Span);
                    if (header.IsLast)
                    {
                        return _message.AsMemory(0, _pieces);
                    }

                    break;
            }
        }
    }

    /// <summary>Room for a message of a known length, which is sent when no further request has come in.</summary>
    public Span<byte> Send(int length) => Frame(FrameKind.Binary, length);

    /// <summary>Sends what is left to send, and says goodbye.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task CloseAsync(CloseReason reason, CancellationToken cancellation)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Frame(FrameKind.Close, sizeof(ushort)), (ushort)reason);
        await FlushAsync(cancellation);

        if (reason == CloseReason.Normal)
        {
            return;
        }

        // A line that is closed with unread bytes in it takes back what was sent last.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Farewell);
        try
        {
            while (await _stream.ReadAsync(_input, patience.Token) > 0)
            {
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The client keeps its side open.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_input);
        ArrayPool<byte>.Shared.Return(_output);
        (_input, _output) = ([], []);
    }

    private static void Grow(ref byte[] buffer, int least, int kept)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, 2 * buffer.Length));
        buffer.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>Writes the head of a frame, and gives the room for the rest.</summary>
    private Span<byte> Frame(FrameKind kind, int length)
    {
        int needed = _pending + FrameHeader.MostBytesSent + length;
        if (needed > _output.Length)
        {
            Grow(ref _output, needed, _pending);
        }

        _pending += FrameHeader.Write(_output.AsSpan(_pending), kind, length);
        _pending += length;
        return _output.AsSpan(_pending - length, length);
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (_pieces + piece.Length > _message.Length)
        {
            Array.Resize(ref _message, Math.Max(_pieces + piece.Length, 2 * _message.Length));
        }

        piece.CopyTo(_message.AsSpan(_pieces));
        _pieces += piece.Length;
    }

    /// <summary>Reads what there is. Before it waits, it sends all answers.</summary>
    /// <returns>Whether the client is still there.</returns>
    private async ValueTask<bool> ReadMoreAsync(Action? meanwhile, CancellationToken cancellation)
    {
        // Answers are read from the front of what came in, so that room is made before more is read.
        if (_read > 0)
        {
            _input.AsSpan(_read, _filled - _read).CopyTo(_input);
            (_filled, _read) = (_filled - _read, 0);
        }

        if (_filled == _input.Length)
        {
            Grow(ref _input, _filled + 1, _filled);
        }

        ValueTask<int> reading = _stream.ReadAsync(_input.AsMemory(_filled), cancellation);
        if (_pending > 0 && (!reading.IsCompleted || _pending > MostPendingBytes))
        {
            await FlushAsync(cancellation);
        }

        if (!reading.IsCompleted)
        {
            meanwhile?.Invoke();
        }

        int count = await reading;
        _filled += count;
        return count > 0;
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await _stream.WriteAsync(_output.AsMemory(0, _pending), cancellation);
        await _stream.FlushAsync(cancellation);
        _pending = 0;
    }
}
