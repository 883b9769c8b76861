using Phalanx.StarCraft.Protocol;
using Kind = Phalanx.StarCraft.Protocol.Request.RequestOneofCase;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// Which requests are allowed in which status, as the table at the head of the protocol's definition has it. In two places the game allows more than its table,
/// and its users rely on it: a game may be created, and restarted, while another is played.
/// </summary>
internal static class RequestRules
{
    /// <summary>What clients look for to see that a game is over.</summary>
    public const string Over = "Game has already ended";

    private const string NoGame = "Not in a game";

    private static readonly Dictionary<Kind, string> Missing = new()
    {
        [Kind.StartReplay] = "replays cannot be played: battles are simulated here, and the game's replays need the game",
        [Kind.ReplayInfo] = "replays cannot be read: battles are simulated here, and the game's replays need the game",
        [Kind.SaveReplay] = "replays cannot be saved: battles are simulated here, and the game's replays need the game",
        [Kind.QuickSave] = "games cannot be saved",
        [Kind.QuickLoad] = "games cannot be loaded",
        [Kind.SaveMap] = "maps cannot be saved: those of SMAC are built in",
        [Kind.MapCommand] = "maps take no commands: their triggers are built in",
        [Kind.ObsAction] = "observers cannot take part",
    };

    /// <summary>Why a request is refused in a status; null when it is not.</summary>
    public static string? Refusal(Kind request, Status status) => request switch
    {
        Kind.None => "the request names no command that this server knows",
        Kind.Quit or Kind.Ping or Kind.AvailableMaps or Kind.ReplayInfo or Kind.SaveMap => null,
        Kind.CreateGame => status == Status.InitGame ? "a game is created already: join it" : null,
        Kind.JoinGame => status switch
        {
            Status.InitGame => null,
            Status.Launched => "there is no game to join: create one first",
            _ => "the game is joined already",
        },
        Kind.StartReplay => status is Status.Launched or Status.Ended ? null : "a game is played already",
        Kind.Step or Kind.Action or Kind.ObsAction or Kind.Debug or Kind.QuickSave or Kind.MapCommand => status == Status.Ended ? Over : OutsideOf(status),
        _ => OutsideOf(status),
    };

    /// <summary>Why a request is refused that the game answers and this server does not; null when it answers, too.</summary>
    public static string? Lack(Kind request) => Missing.GetValueOrDefault(request);

    private static string? OutsideOf(Status status) => status is Status.InGame or Status.Ended ? null : NoGame;
}
