using Google.Protobuf;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Server;

public class FuzzTests
{
    private static readonly StreamPurpose Draws = StreamPurpose.Named("damaged frames of a test");

    /// <summary>Random bytes, requests with random bytes in them, and requests that were cut: each has an answer with a status, and the server lives.</summary>
    [Fact]
    public async Task A_thousand_damaged_frames_have_a_thousand_answers()
    {
        await using GameServer server = await GameServer.StartAsync(new GameServerOptions { Port = 0 });
        using ServedClient client = await ServedClient.ConnectAsync(server);
        await client.PlayAsync("MMM");
        Response first = await client.AskAsync(new Request { Observation = new() });
        byte[][] requests = [.. Requests([.. first.Observation.Observation.RawData.Units.Select(unit => unit.Tag)]).Select(request => request.ToByteArray())];
        var random = new RandomStream(3, Draws, 0);
        for (int frame = 0; frame < 1000; frame++)
        {
            await client.SendAsync(Damaged(ref random, requests));
            Response? response = await client.ReceiveAsync();
            Assert.NotNull(response);
            Assert.True(response.HasStatus);
            Assert.True(response.Error.Count == 1 || response.ResponseCase != Response.ResponseOneofCase.None);
            if (response.Status != Status.InGame)
            {
                Assert.Equal(Status.InGame, (await client.PlayAsync("MMM")).Status);
            }
        }

        Assert.Empty((await client.AskAsync(new Request { Ping = new() })).Error);
    }

    private static byte[] Damaged(ref RandomStream random, byte[][] requests)
    {
        byte[] frame = [.. requests[random.NextInt(requests.Length)]];
        switch (random.NextInt(3))
        {
            case 0:
                frame = new byte[random.NextInt(64)];
                for (int place = 0; place < frame.Length; place++)
                {
                    frame[place] = (byte)random.NextInt(256);
                }

                return IsQuit(frame) ? [] : frame;
            case 1:
                return frame[..random.NextInt(frame.Length)];
            default:
                for (int change = random.NextInt(4); change >= 0; change--)
                {
                    frame[random.NextInt(frame.Length)] = (byte)random.NextInt(256);
                }

                return IsQuit(frame) ? [] : frame;
        }
    }

    /// <summary>Bytes that happen to ask for the end would get it.</summary>
    private static bool IsQuit(byte[] frame)
    {
        try
        {
            return Request.Parser.ParseFrom(frame).Quit is not null;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private static IEnumerable<Request> Requests(ulong[] tags)
    {
        yield return new Request { Ping = new(), Id = 5 };
        yield return new Request { Observation = new RequestObservation { DisableFog = true, GameLoop = 3 }, Id = 6 };
        yield return new Request { Step = new RequestStep { Count = 8 } };
        yield return new Request { CreateGame = PlayedGame.Creation("MMM"), Id = 700 };
        yield return new Request { JoinGame = PlayedGame.Joining() };
        yield return new Request { GameInfo = new() };
        yield return new Request { Data = new RequestData { AbilityId = true } };
        yield return new Request { Query = new RequestQuery { Abilities = { new RequestQueryAvailableAbilities { UnitTag = tags[0] } } } };
        yield return new Request { RestartGame = new() };
        yield return new Request { Debug = new RequestDebug { Debug = { DebugCommandsTests.Creation(2, 48, 3, 3), new DebugCommand { KillUnit = new DebugKillUnit { Tag = { tags } } } } } };
        yield return new Request
        {
            Action = new RequestAction
            {
                Actions =
                {
                    PlayedGame.Command(Abilities.Move, tags[0], point: new Point2D { X = 3, Y = 4 }),
                    PlayedGame.Command(Abilities.Attack, tags[1], tags[^1]),
                    PlayedGame.Command(Abilities.Heal, tags[9], tags[1]),
                    PlayedGame.Command(Abilities.Stop, tags[2]),
                },
            },
        };
    }
}
