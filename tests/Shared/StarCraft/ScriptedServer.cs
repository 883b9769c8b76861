using System.Collections.Concurrent;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.Testing;

/// <summary>Starts scripted games in this process, which do what a script has them do wrong. It keeps what they were asked.</summary>
/// <param name="map">The map.</param>
internal sealed class ScriptedServer(string map) : IGameStarter
{
    private int _started;

    public BattlePlan Plan { get; } = BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), $"sc2/{map}");

    public ReadOnlyMemory<byte> Map { get; } = "the bytes of a map"u8.ToArray();

    public string MapPath => $"SMAC_Maps/{map}.SC2Map";

    /// <summary>The number of the team's first unit type.</summary>
    public uint FirstType { get; init; } = 1970;

    /// <summary>For how many loops after the start only some units are placed.</summary>
    public int HiddenLoops { get; init; }

    public bool PathingInBytes { get; init; }

    public bool ObeysCommands { get; init; } = true;

    public bool NeedsHardReset { get; init; }

    public ResponseCreateGame.Types.Error? CreateError { get; init; }

    public string Version { get; set; } = "4.10.0.75689";

    /// <summary>What the n-th game that is started does wrong.</summary>
    public Func<int, ScriptedFault> FaultOf { get; init; } = _ => default;

    /// <summary>How the games were created.</summary>
    public ConcurrentBag<RequestCreateGame> Created { get; } = [];

    /// <summary>What units were told.</summary>
    public ConcurrentBag<ActionRawUnitCommand> Commands { get; } = [];

    public int RestartsInPlace { get; set; }

    /// <summary>How many games were started.</summary>
    public int Started => _started;

    /// <summary>The games that were started.</summary>
    public ConcurrentBag<ScriptedHost> Hosts { get; } = [];

    public IGameHost Start()
    {
        var host = new ScriptedHost(this, FaultOf(Interlocked.Increment(ref _started) - 1));
        Hosts.Add(host);
        return host;
    }
}
