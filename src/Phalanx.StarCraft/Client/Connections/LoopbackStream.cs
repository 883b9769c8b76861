using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// A connection to a program of this machine that is read where it is waited for. Its tasks are complete when they are returned, so that a websocket above it
/// hands nothing over to another thread and allocates nothing. What is written while <see cref="Gathers"/> is set goes out as one, so that several requests cost
/// one call of the system.
/// </summary>
internal sealed class LoopbackStream : Stream
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _gathered = new byte[4096];
    private int _length;

    /// <summary>Connects.</summary>
    /// <param name="port">The port.</param>
    /// <param name="patience">How long one answer may take; the time of several reads is for <see cref="Until"/>.</param>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    public LoopbackStream(int port, TimeSpan patience)
    {
        try
        {
            _socket.Connect(IPAddress.Loopback, port);
            _socket.ReceiveTimeout = _socket.SendTimeout = (int)Math.Clamp(patience.TotalMilliseconds, 1, int.MaxValue);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether what is written waits until this is unset and <see cref="Flush"/> is called.</summary>
    public bool Gathers { get; set; }

    /// <summary>When the answer that is waited for must be there, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Until { get; set; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (Stopwatch.GetTimestamp() > Until)
        {
            throw new TimeoutException();
        }

        try
        {
            return _socket.Receive(buffer);
        }
        catch (SocketException late) when (late.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new TimeoutException(null, late);
        }
        catch (SocketException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_gathered.Length < _length + buffer.Length)
        {
            Array.Resize(ref _gathered, Math.Max(2 * _gathered.Length, _length + buffer.Length));
        }

        buffer.CopyTo(_gathered.AsSpan(_length));
        _length += buffer.Length;
        Flush(); // what writes here trusts that a network does not wait
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        int sent = 0;
        try
        {
            while (!Gathers && sent < _length)
            {
                sent += _socket.Send(_gathered.AsSpan(sent, _length - sent));
            }
        }
        catch (SocketException failure)
        {
            throw new IOException(failure.Message, failure);
        }

        _length -= sent;
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Flush();
        return Task.CompletedTask;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _socket.Dispose();
        }

        base.Dispose(disposing);
    }
}
