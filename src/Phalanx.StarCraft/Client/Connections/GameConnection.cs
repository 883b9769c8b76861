using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Google.Protobuf;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// Questions to a game and its answers: one message a frame, answered in the order in which they were asked. Several may be asked before the first answer is
/// read (battles.md, 7.2). All that goes wrong is a <see cref="GameFaultException"/>; nothing can be asked after that.
/// </summary>
internal sealed class GameConnection : IDisposable
{
    private const int LargestMessage = 1 << 28;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMilliseconds(200);

    private readonly IGameHost _host;
    private readonly ClientWebSocket _socket;
    private readonly HttpMessageInvoker _invoker;
    private readonly LoopbackStream _stream;
    private readonly TimeSpan _patience;
    private byte[] _question = new byte[1024];
    private byte[] _answer = new byte[16 * 1024];
    private uint _asked;
    private uint _answered;

    private GameConnection(IGameHost host, ClientWebSocket socket, HttpMessageInvoker invoker, LoopbackStream stream, TimeSpan patience) =>
        (_host, _socket, _invoker, _stream, _patience) = (host, socket, invoker, stream, patience);

    /// <summary>Connects, as often as it takes until the game listens.</summary>
    /// <param name="host">The game.</param>
    /// <param name="start">How long it may take to start.</param>
    /// <param name="patience">How long an answer may take.</param>
    /// <exception cref="GameFaultException">It ends before that, or does not listen in time, or is something else than the game.</exception>
    public static GameConnection Open(IGameHost host, TimeSpan start, TimeSpan patience)
    {
        long began = Stopwatch.GetTimestamp();
        for (TimeSpan pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (host.End is { } end)
            {
                throw new GameFaultException($"did not begin to listen: it {end}");
            }

            TimeSpan left = start - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw new GameFaultException(string.Create(CultureInfo.InvariantCulture, $"did not listen within {start.TotalSeconds} s; env.launch_timeout changes that"));
            }

            if (TryOpen(host, left, patience) is { } connection)
            {
                return connection;
            }

            Thread.Sleep(pause < left ? pause : left);
        }
    }

    /// <summary>Adds a question to those that <see cref="Send"/> sends.</summary>
    /// <param name="request">The question; its number is set here.</param>
    public void Ask(Request request)
    {
        request.Id = ++_asked;
        int size = request.CalculateSize();
        Grow(ref _question, size);
        request.WriteTo(_question.AsSpan(0, size));
        Frame(_question.AsMemory(0, size));
    }

    /// <summary>Adds a question that is written here, and not by way of an object.</summary>
    /// <param name="question">Writes a message of any question.</param>
    public void Ask(IGameQuestion question)
    {
        Grow(ref _question, question.LongestMessage);
        int size = question.Write(_question, ++_asked);
        Frame(_question.AsMemory(0, size));
    }

    /// <summary>Sends what was asked.</summary>
    public void Send()
    {
        _stream.Gathers = false;
        try
        {
            _stream.Flush();
        }
        catch (IOException failure)
        {
            throw Lost(failure);
        }
    }

    /// <summary>Waits for the answer to the oldest question that has none yet.</summary>
    /// <param name="kind">What was asked.</param>
    /// <returns>The answer, valid until the next one.</returns>
    public GameAnswer Receive(Request.RequestOneofCase kind)
    {
        ReadOnlySpan<byte> message = ReadMessage(kind);
        return GameAnswer.Read(message, kind, ++_answered);
    }

    /// <summary>Asks a question and waits for its answer.</summary>
    /// <param name="request">The question.</param>
    public GameAnswer Exchange(Request request)
    {
        Ask(request);
        Send();
        return Receive(request.RequestCase);
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _invoker.Dispose();
        _stream.Dispose();
    }

    private static GameConnection? TryOpen(IGameHost host, TimeSpan left, TimeSpan patience)
    {
        LoopbackStream stream;
        try
        {
            stream = new LoopbackStream(host.Port, patience) { Until = Stopwatch.GetTimestamp() + (long)(left.TotalSeconds * Stopwatch.Frequency) };
        }
        catch (SocketException)
        {
            return null; // nothing listens there yet
        }

        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(stream), UseProxy = false, UseCookies = false });
        var connection = new GameConnection(host, socket, invoker, stream, patience);
        try
        {
            socket.ConnectAsync(AddressOf(host.Port), invoker, CancellationToken.None).GetAwaiter().GetResult();
            return connection;
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or TimeoutException or HttpRequestException)
        {
            HttpStatusCode answered = socket.HttpStatusCode;
            connection.Dispose();

            // Not found: the game listens already, and is not ready.
            return answered is 0 or HttpStatusCode.NotFound
                ? null
                : throw new GameFaultException(string.Create(CultureInfo.InvariantCulture, $"is no game: what listens at port {host.Port} answers with HTTP {(int)answered}"), failure);
        }
    }

    private static Uri AddressOf(int port) => new(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}/sc2api"));

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(length, 2 * buffer.Length));
        }
    }

    /// <summary>Waits for a task that is complete already, as all of the stream below are.</summary>
    private static T Completed<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();

    private void Frame(ReadOnlyMemory<byte> message)
    {
        _stream.Gathers = true;
        try
        {
            ValueTask sent = _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            if (!sent.IsCompletedSuccessfully)
            {
                sent.AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception failure) when (IsOfConnection(failure))
        {
            throw Lost(failure);
        }
    }

    private ReadOnlySpan<byte> ReadMessage(Request.RequestOneofCase kind)
    {
        _stream.Until = Stopwatch.GetTimestamp() + (long)(_patience.TotalSeconds * Stopwatch.Frequency);
        int length = 0;
        try
        {
            while (true)
            {
                Grow(ref _answer, length + 1);
                ValueWebSocketReceiveResult part = Completed(_socket.ReceiveAsync(_answer.AsMemory(length), CancellationToken.None));
                length += part.Count;
                if (part.MessageType != WebSocketMessageType.Binary)
                {
                    throw new GameFaultException(part.MessageType == WebSocketMessageType.Close ? $"closed the connection{HowItEnded()}" : "sent a text where a message was expected");
                }

                if (part.EndOfMessage)
                {
                    return _answer.AsSpan(0, length);
                }

                if (length >= LargestMessage)
                {
                    throw new GameFaultException($"sent a message of more than {LargestMessage} bytes");
                }
            }
        }
        catch (Exception failure) when (IsOfConnection(failure))
        {
            throw IsLate(failure)
                ? new GameFaultException(
                    string.Create(CultureInfo.InvariantCulture, $"did not answer {GameAnswer.Name(kind)} within {_patience.TotalSeconds} s; env.request_timeout changes that"), failure)
                : Lost(failure);
        }
    }

    private static bool IsOfConnection(Exception failure) =>
        failure is WebSocketException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException;

    private static bool IsLate(Exception failure) => failure is TimeoutException || failure.InnerException is TimeoutException;

    private GameFaultException Lost(Exception failure) => new($"lost the connection ({failure.Message}){HowItEnded()}", failure);

    /// <summary>A process that is about to end is given a moment, so that its end is told too.</summary>
    private string HowItEnded()
    {
        _host.WaitForEnd(TimeToEnd);
        return _host.End is { } end ? $"; it {end}" : "";
    }
}

/// <summary>A question that is asked at every step and writes itself.</summary>
internal interface IGameQuestion
{
    /// <summary>The most bytes that its message can take.</summary>
    int LongestMessage { get; }

    /// <summary>Writes it as a whole message.</summary>
    /// <param name="message">Where to.</param>
    /// <param name="id">The number of the question.</param>
    /// <returns>How many bytes it took.</returns>
    int Write(Span<byte> message, uint id);
}
