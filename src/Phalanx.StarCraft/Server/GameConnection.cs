using System.Buffers;
using System.Net.WebSockets;
using Google.Protobuf;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>A client's line to its game: requests come in as frames of one socket, and each is answered before the next is looked at.</summary>
internal sealed class GameConnection : IDisposable
{
    /// <summary>The largest request. Map files of the game have up to some megabytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int FirstBytes = 16 * 1024;

    private readonly WebSocket _socket;
    private readonly SimulatedGame _game;
    private byte[] _received = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private byte[] _sent = ArrayPool<byte>.Shared.Rent(FirstBytes);

    /// <param name="socket">The socket; the connection does not close it of itself when the client goes.</param>
    /// <param name="game">The game.</param>
    public GameConnection(WebSocket socket, SimulatedGame game) => (_socket, _game) = (socket, game);

    /// <summary>Answers until the client goes or quits.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        while (_game.Status != Status.Quit)
        {
            (WebSocketMessageType kind, int length) = await ReceiveAsync(cancellation);
            if (kind == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, cancellation);
                return;
            }

            if (length > MostBytes)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, cancellation);
                return;
            }

            Response response = kind == WebSocketMessageType.Text
                ? _game.AnswerUnreadable("requests are binary frames, and this one is text")
                : Answer(_received.AsSpan(0, length));
            await _socket.SendAsync(Write(response), WebSocketMessageType.Binary, endOfMessage: true, cancellation);
        }

        await CloseAsync(WebSocketCloseStatus.NormalClosure, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_received);
        ArrayPool<byte>.Shared.Return(_sent);
        (_received, _sent) = ([], []);
    }

    private Response Answer(ReadOnlySpan<byte> frame)
    {
        Request request;
        try
        {
            request = Request.Parser.ParseFrom(frame);
        }
        catch (InvalidProtocolBufferException failure)
        {
            return _game.AnswerUnreadable($"the frame of {frame.Length} bytes is no request: {failure.Message}");
        }

        return _game.Answer(request);
    }

    /// <summary>A whole request. Its length is more than is allowed when the rest of it was not read.</summary>
    private async ValueTask<(WebSocketMessageType Kind, int Length)> ReceiveAsync(CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            if (length == _received.Length)
            {
                Grow(ref _received, length + 1, length);
            }

            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_received.AsMemory(length), cancellation);
            length += part.Count;
            if (part.EndOfMessage || length > MostBytes || part.MessageType == WebSocketMessageType.Close)
            {
                return (part.MessageType, length);
            }
        }
    }

    private ReadOnlyMemory<byte> Write(Response response)
    {
        int length = response.CalculateSize();
        if (length > _sent.Length)
        {
            Grow(ref _sent, length, 0);
        }

        response.WriteTo(_sent.AsSpan(0, length));
        return _sent.AsMemory(0, length);
    }

    private static void Grow(ref byte[] buffer, int least, int kept)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, 2 * buffer.Length));
        buffer.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private async Task CloseAsync(WebSocketCloseStatus status, CancellationToken cancellation)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(status, null, cancellation);
        }
    }
}
