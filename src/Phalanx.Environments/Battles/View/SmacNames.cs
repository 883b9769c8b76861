using System.Globalization;

namespace Phalanx.Environments.Battles;

/// <summary>What actions and the parts of observations are called, for those who watch. Agents see numbers alone.</summary>
internal static class SmacNames
{
    private static readonly string[] MoveNames = ["north", "south", "east", "west"];

    // In the order of TerrainSamples.
    private static readonly string[] CellsAround =
        ["2 north", "2 south", "2 east", "2 west", "north-east", "south-west", "south-east", "north-west"];

    /// <summary>The name of every action. An action with a target is an attack of most and a healing of healers, who have other targets.</summary>
    public static IReadOnlyList<string> Actions(SmacRules rules) =>
    [
        "no-op",
        "stop",
        .. MoveNames,
        .. Enumerable.Range(0, rules.Extras.FacingActions).Select(direction => DirectionName(direction, rules.Extras.FacingActions)),
        .. Enumerable.Range(0, rules.Targets).Select(target => TargetName(target, rules)),
    ];

    /// <summary>The parts of an observation as <see cref="SmacView.WriteObservations"/> lays them out.</summary>
    public static IReadOnlyList<ObservationPart> ObservationParts(SmacRules rules)
    {
        SmacSettings settings = rules.Settings;
        SmacScenario scenario = rules.Scenario;
        string[] types = [.. Enumerable.Range(0, scenario.TypeBits).Select(bit => Numbered("type", bit))];
        return ObservationPart.InOrder(
            Row("may move", MoveNames),
            Row("walkable", settings.ObsPathingGrid ? CellsAround : []),
            Row("height", settings.ObsTerrainHeight ? [.. CellsAround, "own"] : []),
            Rows("enemies", rules.Enemies, ["in reach", "distance", "x", "y", .. Health(settings.ObsAllHealth, scenario.EnemyShields), .. types]),
            Rows(
                "allies",
                rules.Allies - 1,
                ["visible", "distance", "x", "y", .. Health(settings.ObsAllHealth, scenario.AllyShields), .. types, .. settings.ObsLastAction ? LastActions(rules) : []]),
            Row(
                "own",
                [
                    .. Health(rules.OwnHealth, scenario.AllyShields),
                    .. rules.Extras.OwnPosition ? ["x", "y"] : Array.Empty<string>(),
                    .. rules.Extras.FacingActions > 0 ? ["looks along x", "looks along y"] : Array.Empty<string>(),
                    .. types,
                ]),
            Row("time", rules.TimestepSlots switch { 0 => [], 1 => ["time"], _ => ["nothing", "time"] }));
    }

    private static IEnumerable<string> LastActions(SmacRules rules) => Actions(rules).Select(action => $"did {action}");

    private static string[] Health(bool shown, bool shields) => (shown, shields) switch
    {
        (false, _) => [],
        (_, false) => ["health"],
        _ => ["health", "shield"],
    };

    private static ObservationPart Row(string name, IReadOnlyList<string> features) => new(name, 0, [features.Count]) { Features = features };

    private static ObservationPart Rows(string name, int rows, IReadOnlyList<string> features) => new(name, 0, [rows, features.Count]) { Features = features };

    private static string DirectionName(int direction, int directions) =>
        string.Create(CultureInfo.InvariantCulture, $"face {360.0 * direction / directions:0.###} degrees");

    private static string TargetName(int target, SmacRules rules)
    {
        bool heals = rules.Scenario.HasHealers && target < rules.Allies;
        return Numbered((target < rules.Enemies, heals) switch { (true, false) => "attack", (false, _) => "heal", _ => "attack or heal" }, target);
    }

    private static string Numbered(string word, int number) => string.Create(CultureInfo.InvariantCulture, $"{word} {number}");
}
