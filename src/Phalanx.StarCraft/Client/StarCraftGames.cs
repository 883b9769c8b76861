using System.Globalization;
using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>Registers the maps of SMAC as they are played in the game itself.</summary>
public static class StarCraftGames
{
    private const string Page = "starcraft";

    // The authors of SMAC used it before, and there is no file of it.
    private const string NotOfSmac = "5m";

    /// <summary>The names of the maps.</summary>
    public static IReadOnlyList<string> Maps { get; } = [.. BattleMaps.Names.Where(map => map != NotOfSmac)];

    /// <summary>Adds <c>sc2/&lt;map&gt;</c> for every map of SMAC. Nothing is started, and no game is looked for, before one of them is made.</summary>
    /// <param name="registry">Where to.</param>
    public static void Register(EnvironmentRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (string map in Maps)
        {
            registry.Register(Define(map, (settings, name) => new GameStarter(settings, name), Console.Error.WriteLine));
        }
    }

    /// <summary>Defines the environment of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="starterOf">Makes what starts games with given settings on a map.</param>
    /// <param name="listener">Is told, a line at a time, what is not as it should be; null for no one.</param>
    internal static EnvironmentDefinition Define(string map, Func<StarCraftSettings, string, IGameStarter> starterOf, Action<string>? listener)
    {
        string name = $"sc2/{map}";
        return EnvironmentDefinition.Of<StarCraftSettings>(
            name,
            $"StarCraft II itself: {BattleData.SummaryOf(map)}",
            (settings, count) => count <= settings.Games
                ? new StarCraftBatch(PlanOf(name, map), settings, count, starterOf(settings, map), listener)
                : throw TooMany(settings, count),
            settings => StarCraftBatch.SpecOf(PlanOf(name, map), settings),
            Page,
            nameof(StarCraftBatch)) with
        {
            Twin = $"battle/{map}",
            IsSharedByRun = true,
            FollowsSeeds = false,
            Command = settings => ((StarCraftSettings)settings).Installation is { Length: > 0 } installation ? installation : null,
            Most = settings => ((StarCraftSettings)settings).Games,
        };
    }

    private static UserErrorException TooMany(StarCraftSettings settings, int count) => new(string.Create(
        CultureInfo.InvariantCulture, $"{count} games are wanted at once and env.games is {settings.Games}; rollout.environments says how many episodes are played at once"));

    private static BattlePlan PlanOf(string name, string map) => BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), name);
}
