using System.Net.WebSockets;
using Google.Protobuf;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

/// <summary>A client with a socket of its own.</summary>
internal sealed class ServedClient : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly byte[] _buffer = new byte[1 << 20];

    public ClientWebSocket Socket { get; } = new();

    public static async Task<ServedClient> ConnectAsync(GameServer server)
    {
        var client = new ServedClient();
        await client.Socket.ConnectAsync(server.Address, CancellationToken.None).WaitAsync(Patience);
        return client;
    }

    public Task SendAsync(byte[] frame, WebSocketMessageType kind = WebSocketMessageType.Binary, bool end = true) =>
        Socket.SendAsync(frame, kind, end, CancellationToken.None).WaitAsync(Patience);

    /// <summary>The next answer; null when the server closes the line.</summary>
    public async Task<Response?> ReceiveAsync()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await Socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Patience);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return Response.Parser.ParseFrom(_buffer.AsSpan(0, length));
            }
        }
    }

    public async Task<Response> AskAsync(Request request)
    {
        await SendAsync(request.ToByteArray());
        return (await ReceiveAsync())!;
    }

    public async Task<Response> PlayAsync(string map)
    {
        await AskAsync(new Request { CreateGame = PlayedGame.Creation(map) });
        return await AskAsync(new Request { JoinGame = PlayedGame.Joining() });
    }

    public void Dispose() => Socket.Dispose();
}
