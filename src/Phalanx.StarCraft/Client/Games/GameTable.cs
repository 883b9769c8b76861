using System.Globalization;
using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Client;

/// <summary>What the games of a batch have in common. They are played on several threads.</summary>
/// <param name="plan">What is played.</param>
/// <param name="settings">How.</param>
/// <param name="starter">Starts games.</param>
/// <param name="listener">Is told, a line at a time, what is not as it should be; null for no one.</param>
internal sealed class GameTable(BattlePlan plan, StarCraftSettings settings, IGameStarter starter, Action<string>? listener)
{
    private readonly Lock _gate = new();
    private Terrain? _ground;
    private GameOrigin? _origin;

    /// <summary>What is played.</summary>
    public BattlePlan Plan => plan;

    /// <summary>How it is played.</summary>
    public StarCraftSettings Settings => settings;

    /// <summary>Starts games.</summary>
    public IGameStarter Starter => starter;

    /// <summary>Where replays of the games go; null where none is saved.</summary>
    public ReplayFolder? Replays { get; } = settings.ReplayDir.Length == 0
        ? null
        : new ReplayFolder(settings.ReplayDir, settings.ReplayPrefix.Length > 0 ? settings.ReplayPrefix : plan.Scenario.Name.Split('/')[^1]);

    /// <summary>Why a game was lost last.</summary>
    public string LastReason { get; private set; } = "";

    /// <summary>Takes the first game as the one that all others must be like.</summary>
    public void Take(GameSession first)
    {
        (_ground, _origin) = (first.Ground!, first.Origin);
        int cells = Differences(first.Ground!, plan.Scenario.Terrain);
        if (cells > 0)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"the ground of '{plan.Scenario.Name}' is another than that of the simulator's map in {cells} cells; the game's is used"));
        }

        if (first.PlayableArea is not { P0: { X: 0, Y: 0 }, P1: { X: Terrain.Side, Y: Terrain.Side } })
        {
            Say($"the playable area of '{plan.Scenario.Name}' is {first.PlayableArea}; places are told as in one of (0, 0) to (32, 32)");
        }
    }

    /// <summary>Refuses a game that is another than the first one.</summary>
    /// <exception cref="GameFaultException">It is.</exception>
    public void Compare(GameSession session)
    {
        if (session.Origin != _origin)
        {
            throw new GameFaultException($"is of version {session.Origin.GameVersion} ({session.Origin.BaseBuild}), the first one of {_origin!.GameVersion} ({_origin.BaseBuild})");
        }

        if (Differences(session.Ground!, _ground!) > 0)
        {
            throw new GameFaultException("has another ground than the first one");
        }
    }

    /// <summary>Tells that a game is lost.</summary>
    public void Tell(int number, string reason, int restarts)
    {
        LastReason = reason;
        Tell(number, string.Create(CultureInfo.InvariantCulture, $"{reason}; it is started anew (restart {restarts} of this game)"));
    }

    /// <summary>Tells something of a game.</summary>
    public void Tell(int number, string what) => Say(string.Create(CultureInfo.InvariantCulture, $"game {number} {what}"));

    private static int Differences(Terrain one, Terrain other)
    {
        int cells = 0;
        for (int cell = 0; cell < one.Walkable.Length; cell++)
        {
            cells += one.Walkable[cell] != other.Walkable[cell] || one.Heights[cell] != other.Heights[cell] ? 1 : 0;
        }

        return cells;
    }

    private void Say(string line)
    {
        lock (_gate)
        {
            listener?.Invoke($"[{plan.Scenario.Name}] {line}");
        }
    }
}
