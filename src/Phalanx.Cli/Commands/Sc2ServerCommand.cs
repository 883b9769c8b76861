using System.CommandLine;
using System.Net;
using Phalanx.Foundation;
using Phalanx.StarCraft.Server;

namespace Phalanx.Cli.Commands;

/// <summary>
/// <c>phalanx sc2-server</c>: the built-in battles behind StarCraft II's protocol. It takes the words that the game takes, with one dash as the game has them, because
/// clients start it in place of the game.
/// </summary>
internal sealed class Sc2ServerCommand : Command
{
    /// <summary>What it is called.</summary>
    public const string Word = "sc2-server";

    private readonly Option<string?> _listen = new("-listen") { Description = "The address to listen at, of this machine alone: 127.0.0.1 or ::1.", HelpName = "ADDRESS" };
    private readonly Option<int> _port = new("-port") { Description = "The port to listen at; 0 for any that is free.", DefaultValueFactory = _ => 5000 };
    private readonly Option<bool> _six = new("-ipv6") { Description = "Listen at ::1." };

    private readonly Option<int> _games = new("--games")
    {
        Description = "How many clients may play at the same time, each a game of its own. With more than one, the server goes on when they quit.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _once = new("--once") { Description = "End when the client goes, even if it does not say so. By default its game waits for the next one, as in the game." };
    private readonly Option<bool> _pathingInBytes = new("--pathing-in-bytes") { Description = "Send the ground in bytes, as old versions of the game do." };

    private readonly Option<uint> _firstUnit = new("--first-unit")
    {
        Description = "The number of the first unit type that a map brings along; it depends on the version of the game.",
        DefaultValueFactory = _ => new GameOptions().FirstUnitNumber,
    };

    public Sc2ServerCommand()
        : base(Word, "Serve the built-in battles by StarCraft II's own protocol, to programs that were written for the game. They start it themselves in a folder of 'install'.")
    {
        Add(_listen);
        Add(_port);
        Add(_six);
        Add(_games);
        Add(_once);
        Add(_pathingInBytes);
        Add(_firstUnit);
        foreach (string word in (string[])["-dataDir", "-tempDir", "-dataVersion", "-displayMode", "-windowwidth", "-windowheight", "-windowx", "-windowy", "-eglpath", "-osmesapath"])
        {
            Add(new Option<string?>(word) { Description = WithoutMeaning, Hidden = true });
        }

        foreach (string word in (string[])["-verbose", "-verboseMP", "-headlessNoRender"])
        {
            Add(new Option<bool>(word) { Description = WithoutMeaning, Hidden = true });
        }

        Add(new Sc2ServerInstallCommand());
        SetAction(RunAsync);
    }

    private static string WithoutMeaning => "Taken because the game takes it; it means nothing here.";

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        int port = result.GetValue(_port);
        int games = result.GetValue(_games);
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new UserErrorException($"option '{_port.Name}' is {port}; allowed is 0 to {IPEndPoint.MaxPort}");
        }

        if (games is < 1 or > GameServerOptions.MostGames)
        {
            throw new UserErrorException($"option '{_games.Name}' is {games}; allowed is 1 to {GameServerOptions.MostGames}");
        }

        uint first = result.GetValue(_firstUnit);
        if (first is < GameOptions.LeastFirstUnitNumber or > GameOptions.MostFirstUnitNumber)
        {
            throw new UserErrorException($"option '{_firstUnit.Name}' is {first}; allowed is {GameOptions.LeastFirstUnitNumber} to {GameOptions.MostFirstUnitNumber}");
        }

        await using GameServer server = await GameServer.StartAsync(
            new GameServerOptions
            {
                Address = AddressOf(result.GetValue(_listen), result.GetValue(_six)),
                Port = port,
                Games = games,
                Once = result.GetValue(_once),
                Game = new GameOptions { FirstUnitNumber = first, PathingInBytes = result.GetValue(_pathingInBytes) },
            },
            cancellation);
        TextWriter output = result.InvocationConfiguration.Output;
        output.WriteLine($"battles by the protocol of StarCraft II are at {server.Address}");
        await output.FlushAsync(cancellation);

        // Clients end the game by a signal as soon as they have told it to quit. Neither is a failure.
        await Task.WhenAny(server.Quit, Task.Delay(Timeout.InfiniteTimeSpan, cancellation));
        return server.Quit.IsCompleted ? ExitCode.Done : ExitCode.Interrupted;
    }

    private static IPAddress AddressOf(string? listen, bool six) => listen switch
    {
        null or "localhost" => six ? IPAddress.IPv6Loopback : IPAddress.Loopback,
        _ when IPAddress.TryParse(listen, out IPAddress? address) => address,
        _ => throw new UserErrorException($"option '-listen' is '{listen}'; allowed is an address of this machine, 127.0.0.1 or ::1"),
    };
}
