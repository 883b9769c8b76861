using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

/// <summary>Frames as bytes, by a client that keeps to no rules.</summary>
public sealed class FrameSocketTests
{
    private const byte Last = 0x80;

    private static readonly byte[] Ping = new Request { Ping = new(), Id = 200 }.ToByteArray();

    /// <summary>PySC2 says that its frames are text.</summary>
    [Fact]
    public async Task Bytes_that_are_said_to_be_text_are_a_request() => await TalkAsync(async (line, _) =>
    {
        await line.WriteAsync(Frame(Last | 1, Ping));
        Assert.Equal(200u, (await AnswerAsync(line)).Id);
    });

    [Fact]
    public async Task A_sign_of_life_is_given_in_the_middle_of_a_message() => await TalkAsync(async (line, _) =>
    {
        await line.WriteAsync(Frame(2, Ping[..2]));
        await line.WriteAsync(Frame(Last | 9, "alive?"u8.ToArray()));
        Assert.Equal((byte)(Last | 10), (await FrameAsync(line)).Head);
        await line.WriteAsync(Frame(Last | 10, []));
        await line.WriteAsync(Frame(0, Ping[2..3]));
        await line.WriteAsync(Frame(Last | 0, Ping[3..]));
        Assert.Equal(200u, (await AnswerAsync(line)).Id);
    });

    [Fact]
    public async Task Every_byte_may_come_alone() => await TalkAsync(async (line, _) =>
    {
        foreach (byte one in Frame(Last | 2, Ping))
        {
            await line.WriteAsync(new[] { one });
            await line.FlushAsync();
        }

        Assert.Equal(200u, (await AnswerAsync(line)).Id);
    });

    [Theory]
    [InlineData("an unmasked frame", new byte[] { 0x82, 0 }, 1002)]
    [InlineData("an extension that was not agreed on", new byte[] { 0xc2, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData("a piece of no message", new byte[] { 0x80, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData("a kind that does not exist", new byte[] { 0x83, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData("a ping in pieces", new byte[] { 0x09, 0x80, 0, 0, 0, 0 }, 1002)]
    [InlineData("a long ping", new byte[] { 0x89, 0xfe, 1, 0, 0, 0, 0, 0 }, 1002)]
    [InlineData("a frame without an end", new byte[] { 0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0 }, 1009)]
    [InlineData("the end", new byte[] { 0x88, 0x80, 0, 0, 0, 0 }, 1000)]
    public async Task A_broken_rule_is_answered_by_the_end_and_its_reason(string what, byte[] frame, int reason) => await TalkAsync(async (line, server) =>
    {
        Assert.NotEmpty(what);
        await line.WriteAsync(frame);
        (byte head, byte[] payload) = await FrameAsync(line);
        Assert.Equal((byte)(Last | 8), head);
        Assert.Equal(reason, (payload[0] << 8) | payload[1]);
        Assert.False(server.Quit.IsCompleted);
    });

    private static async Task TalkAsync(Func<NetworkStream, GameServer, Task> talk)
    {
        await using GameServer server = await GameServer.StartAsync(new GameServerOptions { Port = 0 });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port);
        await using NetworkStream line = client.GetStream();
        line.ReadTimeout = (int)ServedClient.Patience.TotalMilliseconds;
        await line.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /sc2api HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nOrigin: http://127.0.0.1:{server.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            answer.Append((char)(await BytesAsync(line, 1))[0]);
        }

        // The example of RFC 6455, section 1.3.
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.ToString(), StringComparison.Ordinal);
        await talk(line, server);
    }

    private static byte[] Frame(int head, byte[] payload)
    {
        byte[] mask = [1, 2, 3, 4];
        return [(byte)head, (byte)(0x80 | payload.Length), .. mask, .. payload.Select((one, place) => (byte)(one ^ mask[place % 4]))];
    }

    private static async Task<Response> AnswerAsync(NetworkStream line)
    {
        (byte head, byte[] payload) = await FrameAsync(line);
        Assert.Equal((byte)(Last | 2), head);
        return Response.Parser.ParseFrom(payload);
    }

    private static async Task<(byte Head, byte[] Payload)> FrameAsync(NetworkStream line)
    {
        byte[] head = await BytesAsync(line, 2);
        Assert.True(head[1] < 126);
        return (head[0], await BytesAsync(line, head[1]));
    }

    private static async Task<byte[]> BytesAsync(NetworkStream line, int count)
    {
        byte[] bytes = new byte[count];
        await line.ReadExactlyAsync(bytes).AsTask().WaitAsync(ServedClient.Patience);
        return bytes;
    }
}
