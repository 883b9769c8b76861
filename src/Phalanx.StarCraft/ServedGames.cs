using System.Text;
using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft;

/// <summary>Games for the client that are servers in this process: both halves of the protocol against each other, over loopback.</summary>
public static class ServedGames
{
    /// <summary>The battles of a map through both halves.</summary>
    /// <param name="map">A map of SMAC.</param>
    public static EnvironmentDefinition Define(string map) => EnvironmentDefinition.Of<StarCraftSettings>(
        $"sc2/{map}", "both halves of the game's protocol in one process", (settings, count) => Play(map, settings, count));

    /// <summary>A batch of such games.</summary>
    /// <param name="map">The map.</param>
    /// <param name="settings">How they are played; which game is meant does not count.</param>
    /// <param name="games">How many.</param>
    internal static StarCraftBatch Play(string map, StarCraftSettings settings, int games) =>
        new(BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), $"sc2/{map}"), settings, games, new Starter(map), listener: null);

    private sealed class Starter(string map) : IGameStarter
    {
        public ReadOnlyMemory<byte> Map { get; } = Encoding.UTF8.GetBytes(ServedMaps.TextOf(map));

        public string MapPath => $"{ServedMaps.Folder}/{map}{ServedMaps.Ending}";

        public IGameHost Start() => new Host();
    }

    private sealed class Host : IGameHost
    {
        // On threads of the pool, since the one that waits here may be of a context that has few.
        private readonly GameServer _server = Task.Run(() => GameServer.StartAsync(new GameServerOptions { Port = 0 })).GetAwaiter().GetResult();

        public int Port => _server.Port;

        public string? End => _server.Quit.IsCompleted ? "has ended" : null;

        public void Leave()
        {
            // It was asked to quit by its protocol, and holds nothing that others wait for.
        }

        public void WaitForEnd(TimeSpan patience) => _server.Quit.Wait(patience);

        public void Dispose() => Task.Run(async () => await _server.DisposeAsync()).GetAwaiter().GetResult();
    }
}
