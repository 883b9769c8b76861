using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// The line to a client, on a thread of its own: all that follows from what comes in, up to the answer that goes out, happens on this thread before it looks for
/// more. Before it sleeps it looks for a while, because to wake a thread takes longer than most answers.
/// </summary>
internal sealed class ClientThread : DefaultConnectionContext
{
    /// <summary>Longer than a client in Python thinks between two requests, and short enough to be no load where a client has paused.</summary>
    private static readonly long s_patience = Stopwatch.Frequency / 2000;

    /// <summary>As many threads may look at the same time, so that clients on this machine keep a core for themselves.</summary>
    private static readonly int s_mostLooking = Environment.ProcessorCount - 1;

    /// <summary>One look takes a microsecond, an interrupt some more. Where it took so long, the core was taken away: others have work to do.</summary>
    private static readonly long s_interruption = Stopwatch.Frequency / 4000;

    /// <summary>For so long it sleeps at once where others need the cores, and longer where it was so again: to look would use up this thread's share of them.</summary>
    private static readonly long s_shortestRestraint = Stopwatch.Frequency / 200;

    private static readonly long s_longestRestraint = Stopwatch.Frequency / 2;

    private static readonly PipeOptions s_onThisThread = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);
    private static int s_looking;
    private static long s_started;

    private readonly Socket _socket;
    private readonly Pipe _input = new(s_onThisThread);
    private readonly Pipe _output = new(s_onThisThread);
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sleepsUntil;
    private long _restraint = s_shortestRestraint;

    private ClientThread(Socket socket)
        : base($"client {Interlocked.Increment(ref s_started)}")
    {
        _socket = socket;
        socket.NoDelay = true;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        ConnectionClosed = _closed.Token;
        Transport = new Ends(_input.Reader, _output.Writer);
    }

    /// <summary>Starts the thread.</summary>
    /// <param name="socket">The accepted socket, which belongs to the line from this call on.</param>
    public static ClientThread Start(Socket socket)
    {
        var client = new ClientThread(socket);
        _ = client.SendAsync(); // before the thread is there: what is written until then goes out too, also where the line is disposed at once
        new Thread(client.Receive) { IsBackground = true, Name = client.ConnectionId }.Start();
        return client;
    }

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => Hang();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // What was written last goes out, and then the thread hears that there is no more to come.
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        Hang();
        await _over.Task;
        _socket.Dispose();
        _closed.Dispose();
        await base.DisposeAsync();
    }

    private void Receive()
    {
        Exception? failure = null;
        try
        {
            while (Next() is > 0 and int count)
            {
                _input.Writer.Advance(count);
                if (Now(_input.Writer.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            failure = new ConnectionResetException(broken.Message, broken);
        }

        _input.Writer.Complete(failure);
        ThreadPool.UnsafeQueueUserWorkItem(static client => client.TellThatItIsOver(), this, preferLocal: false);
    }

    /// <summary>Reads what came in, as soon as something has.</summary>
    private int Next()
    {
        Memory<byte> room = _input.Writer.GetMemory();
        Look();
        return _socket.Receive(room.Span);
    }

    /// <summary>Looks until something has come in, or for a while, unless others need the cores.</summary>
    private void Look()
    {
        long now = Stopwatch.GetTimestamp();
        if (now < _sleepsUntil)
        {
            return;
        }

        try
        {
            if (Interlocked.Increment(ref s_looking) > s_mostLooking)
            {
                return;
            }

            long end = now + s_patience;
            while (now < end && !_socket.Poll(0, SelectMode.SelectRead))
            {
                long before = now;
                now = Stopwatch.GetTimestamp();
                if (now - before > s_interruption)
                {
                    _sleepsUntil = now + _restraint;
                    _restraint = Math.Min(2 * _restraint, s_longestRestraint);
                    return;
                }
            }

            // A machine that is mostly idle takes the core away now and then, too.
            _restraint = Math.Max(_restraint - (_restraint / 64), s_shortestRestraint);
        }
        finally
        {
            Interlocked.Decrement(ref s_looking);
        }
    }

    /// <summary>Sends what is written. It goes on where something is written, which is this thread where an answer is.</summary>
    private async Task SendAsync()
    {
        try
        {
            bool last = false;
            while (!last)
            {
                ReadResult written = await _output.Reader.ReadAsync();
                foreach (ReadOnlyMemory<byte> piece in written.Buffer)
                {
                    SendWhole(piece.Span);
                }

                _output.Reader.AdvanceTo(written.Buffer.End);
                last = written.IsCompleted || written.IsCanceled;
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // The client is gone: who writes hears that the line is complete.
        }

        await _output.Reader.CompleteAsync();
        Hang();
    }

    private void SendWhole(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <summary>Ends both directions, which wakes the thread.</summary>
    private void Hang()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    private static FlushResult Now(ValueTask<FlushResult> flush) => flush.IsCompletedSuccessfully ? flush.Result : flush.AsTask().GetAwaiter().GetResult();

    private void TellThatItIsOver()
    {
        _closed.Cancel();
        _over.TrySetResult();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
