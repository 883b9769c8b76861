using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Google.Protobuf;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

public class GameServerTests
{
    private static readonly GameServerOptions AnyPort = new() { Port = 0 };

    [Fact]
    public async Task A_game_is_played_over_the_socket()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using ServedClient client = await ServedClient.ConnectAsync(server);
        Response pong = await client.AskAsync(new Request { Ping = new(), Id = 3 });
        Assert.Equal((3u, Status.Launched, 75689u), (pong.Id, pong.Status, pong.Ping.BaseBuild));
        Assert.Equal(Status.InGame, (await client.PlayAsync("27m_vs_30m")).Status);
        Assert.Equal(8u, (await client.AskAsync(new Request { Step = new RequestStep { Count = 8 } })).Step.SimulationLoop);
        Assert.Equal(57, (await client.AskAsync(new Request { Observation = new() })).Observation.Observation.RawData.Units.Count);
    }

    [Fact]
    public async Task Requests_may_come_before_the_answers_to_others_and_in_pieces()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using ServedClient client = await ServedClient.ConnectAsync(server);
        await client.PlayAsync("3m");
        for (uint id = 1; id <= 30; id++)
        {
            byte[] frame = new Request { Step = new RequestStep { Count = 1 }, Id = id }.ToByteArray();
            int cut = (int)id % frame.Length;
            await client.SendAsync(frame[..cut], end: false);
            await client.SendAsync(frame[cut..]);
        }

        for (uint id = 1; id <= 30; id++)
        {
            Response response = (await client.ReceiveAsync())!;
            Assert.Equal((id, id), (response.Id, response.Step.SimulationLoop));
        }
    }

    [Fact]
    public async Task A_map_file_of_the_game_s_size_is_taken_and_what_is_no_request_is_answered()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using ServedClient client = await ServedClient.ConnectAsync(server);
        RequestCreateGame create = PlayedGame.Creation("3m");
        create.LocalMap.MapData = ByteString.CopyFrom(new byte[3 << 20]);
        Assert.Equal(Status.InitGame, (await client.AskAsync(new Request { CreateGame = create })).Status);
        await client.SendAsync([0xff, 0xff, 0xff]);
        Response refused = (await client.ReceiveAsync())!;
        Assert.Equal(Status.InitGame, refused.Status);
        Assert.Contains("is no request", Assert.Single(refused.Error), StringComparison.Ordinal);
        Assert.Empty((await client.AskAsync(new Request { Ping = new() })).Error);
    }

    [Fact]
    public async Task A_request_that_never_ends_is_cut_off()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using ServedClient client = await ServedClient.ConnectAsync(server);
        byte[] part = new byte[8 << 20];
        try
        {
            for (int sent = 0; sent <= FrameSocket.MostBytes; sent += part.Length)
            {
                await client.SendAsync(part, end: false);
            }
        }
        catch (WebSocketException)
        {
            // The server has closed the line already.
        }

        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_second_client_is_turned_away_without_an_answer()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using ServedClient client = await ServedClient.ConnectAsync(server);
        await client.AskAsync(new Request { Ping = new() });
        await Assert.ThrowsAsync<WebSocketException>(() => ServedClient.ConnectAsync(server));
        Assert.Empty((await client.AskAsync(new Request { Ping = new() })).Error);
    }

    [Fact]
    public async Task A_client_that_goes_without_a_word_leaves_its_game_to_the_next()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using (ServedClient first = await ServedClient.ConnectAsync(server))
        {
            await first.PlayAsync("3m");
            await first.AskAsync(new Request { Step = new RequestStep { Count = 5 } });
        }

        Assert.False(server.Quit.IsCompleted);
        using ServedClient second = await NextClientAsync(server);
        Assert.Equal(5u, (await second.AskAsync(new Request { Observation = new() })).Observation.Observation.GameLoop);
    }

    [Fact]
    public async Task With_once_the_server_ends_when_its_client_goes()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort with { Once = true });
        using (ServedClient client = await ServedClient.ConnectAsync(server))
        {
            await client.AskAsync(new Request { Ping = new() });
            Assert.False(server.Quit.IsCompleted);
        }

        await server.Quit.WaitAsync(ServedClient.Patience);
    }

    [Fact]
    public async Task A_client_that_quits_ends_the_server_after_an_answer()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using ServedClient client = await ServedClient.ConnectAsync(server);
        Assert.Equal(Status.Quit, (await client.AskAsync(new Request { Quit = new(), Id = 4 })).Status);
        Assert.Null(await client.ReceiveAsync());
        await server.Quit.WaitAsync(ServedClient.Patience);
    }

    [Fact]
    public async Task Several_games_are_served_side_by_side_and_one_that_quits_ends_no_other()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort with { Games = 2 });
        using ServedClient one = await ServedClient.ConnectAsync(server);
        using ServedClient other = await ServedClient.ConnectAsync(server);
        await one.PlayAsync("3m");
        await other.PlayAsync("2s3z");
        await Assert.ThrowsAsync<WebSocketException>(() => ServedClient.ConnectAsync(server));
        await one.AskAsync(new Request { Quit = new() });
        Assert.Null(await one.ReceiveAsync());
        Assert.Equal(10, (await other.AskAsync(new Request { Observation = new() })).Observation.Observation.RawData.Units.Count);
        using ServedClient third = await NextClientAsync(server);
        Assert.Equal(Status.Launched, (await third.AskAsync(new Request { Ping = new() })).Status);
        Assert.False(server.Quit.IsCompleted);
    }

    [Fact]
    public async Task A_port_that_is_taken_and_an_address_of_others_are_refused_in_a_sentence()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        UserErrorException refused = await Assert.ThrowsAsync<UserErrorException>(() => GameServer.StartAsync(AnyPort with { Port = server.Port }));
        Assert.Equal($"cannot listen at 127.0.0.1:{server.Port}: another program listens there", refused.Message);
        refused = await Assert.ThrowsAsync<UserErrorException>(() => GameServer.StartAsync(AnyPort with { Address = IPAddress.Any }));
        Assert.Contains("this machine alone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_paths_and_pages_of_other_sites_are_not_served()
    {
        await using GameServer server = await GameServer.StartAsync(AnyPort);
        using var http = new HttpClient();
        Uri root = new($"http://127.0.0.1:{server.Port}/");
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(root)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(new Uri(root, "sc2api"))).StatusCode);
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(root, "sc2api"));
        page.Headers.Add("Origin", "https://example.org");
        page.Headers.Connection.Add("Upgrade");
        page.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        page.Headers.Add("Sec-WebSocket-Version", "13");
        page.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(page)).StatusCode);
    }

    /// <summary>The server sees that a client is gone a moment after it went.</summary>
    private static async Task<ServedClient> NextClientAsync(GameServer server)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await ServedClient.ConnectAsync(server);
            }
            catch (WebSocketException) when (attempt < 500)
            {
                await Task.Delay(20);
            }
        }
    }
}
