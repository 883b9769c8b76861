using System.Text.Json;
using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>The recorded views and rewards of SMAC's own code on one map, and the battle they belong to.</summary>
internal sealed class RecordedBattle : IDisposable
{
    private static readonly Dictionary<string, double> CooldownScales = new()
    {
        ["marine"] = 15,
        ["marauder"] = 25,
        ["medivac"] = 200,
        ["stalker"] = 35,
        ["zealot"] = 22,
        ["colossus"] = 24,
        ["hydralisk"] = 10,
        ["zergling"] = 11,
        ["baneling"] = 1,
    };

    private readonly JsonDocument _document;
    private readonly Dictionary<string, int> _columns;
    private readonly string[] _allyTypes;
    private readonly string[] _enemyTypes;

    private RecordedBattle(string path)
    {
        _document = JsonDocument.Parse(File.ReadAllBytes(path));
        _columns = Root.GetProperty("unit_columns").EnumerateArray().Select((name, column) => (name.GetString()!, column)).ToDictionary();
        JsonElement[] units = [.. UnitRows(Root.GetProperty("situations")[0])];
        string[] types = [.. units.Select(unit => Column(unit, "type").GetString()!)];
        (AllyTypesById, EnemyTypesById) = (types[..Allies], types[Allies..]);

        // Types rank by name; only the enemy's zealots and stalkers have their places in the one-hot type the other way round.
        _allyTypes = [.. AllyTypesById.Distinct().Order(StringComparer.Ordinal)];
        _enemyTypes = [.. EnemyTypesById.Distinct().Order(StringComparer.Ordinal)];
        if (Text("map_type") == "stalkers_and_zealots")
        {
            Array.Reverse(_enemyTypes);
        }
    }

    /// <summary>The names of all maps that have recorded values.</summary>
    public static TheoryData<string> Names =>
        [.. Fixtures.Files("battles", "*.json").Select(path => Path.GetFileNameWithoutExtension(path))];

    public JsonElement Root => _document.RootElement;

    public int Allies => Root.GetProperty("n_agents").GetInt32();

    public int Enemies => Root.GetProperty("n_enemies").GetInt32();

    public string[] AllyTypesById { get; }

    public string[] EnemyTypesById { get; }

    public static RecordedBattle Open(string map) => new(Fixtures.File($"battles/{map}.json"));

    public void Dispose() => _document.Dispose();

    public SmacScenario Scenario() => new()
    {
        Name = $"battle/{Text("map")}",
        Allies = Allies,
        Enemies = Enemies,
        EpisodeLimit = Root.GetProperty("episode_limit").GetInt32(),
        AllyShields = Text("ally_race") == "P",
        EnemyShields = Text("enemy_race") == "P",
        TypeBits = Root.GetProperty("unit_type_bits").GetInt32(),
        HasHealers = Text("map_type") == "MMM",
        Terrain = Ground(),
    };

    /// <summary>A view of the battle with some of SMAC's options.</summary>
    public SmacView View(JsonElement? options = null) => new(new SmacRules(Scenario(), Settings(options)));

    /// <summary>The settings for options by SMAC's names. They keep the extra slot of SMAC's time, since the recorded views do.</summary>
    public static ViewSettings Settings(JsonElement? options)
    {
        ViewSettings settings = new();
        foreach (JsonProperty option in options?.EnumerateObject() ?? default)
        {
            settings = settings.With(option.Name, option.Value);
        }

        return settings with { BugCompatTimestep = settings.ObsTimestepNumber };
    }

    public IEnumerable<JsonElement> UnitRows(JsonElement situation) => situation.GetProperty("units").EnumerateArray();

    public int RankOf(string type) => Array.IndexOf(_allyTypes, type);

    /// <summary>What does not change of the units of a situation.</summary>
    public SmacUnit[] Traits(JsonElement situation) =>
    [
        .. UnitRows(situation).Select((unit, index) => Trait(
            Column(unit, "type").GetString()!, index < Allies, Number(unit, "health_max"), Number(unit, "shield_max"))),
    ];

    /// <summary>What does not change of units of which only the types are told.</summary>
    public SmacUnit[] Traits(IEnumerable<string> enemies)
    {
        Dictionary<(bool, string), SmacUnit> known = [];
        SmacUnit[] first = Traits(Root.GetProperty("situations")[0]);
        string[] types = [.. AllyTypesById, .. EnemyTypesById];
        for (int unit = 0; unit < first.Length; unit++)
        {
            known[(unit < Allies, types[unit])] = first[unit];
        }

        return [.. AllyTypesById.Select(type => known[(true, type)]), .. enemies.Select(type => known[(false, type)])];
    }

    public UnitSnapshot Snapshot(JsonElement unit) => new()
    {
        X = Number(unit, "x"),
        Y = Number(unit, "y"),
        Health = Number(unit, "health"),
        Shield = Number(unit, "shield"),
        Energy = Number(unit, "energy"),
        Cooldown = Number(unit, "cooldown"),
    };

    private SmacUnit Trait(string type, bool ally, double health, double shield) => new(
        health,
        shield,
        CooldownScales.GetValueOrDefault(type, 15),
        Root.GetProperty("unit_type_bits").GetInt32() == 0 ? -1 : Array.IndexOf(ally ? _allyTypes : _enemyTypes, type),
        type == "medivac",
        ShootRange: 6,
        Sight: 9);

    private Terrain Ground()
    {
        bool[] walkable = [.. Root.GetProperty("pathing").EnumerateArray().SelectMany(row => row.GetString()!).Select(cell => cell == '1')];
        double[] heights = Root.TryGetProperty("height_bytes", out JsonElement bytes)
            ? [.. bytes.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => cell.GetInt32() / 255.0)]
            : new double[walkable.Length];
        return new Terrain(Text("terrain"), walkable, heights);
    }

    private JsonElement Column(JsonElement unit, string name) => unit[_columns[name]];

    private double Number(JsonElement unit, string name) => Column(unit, name).GetDouble();

    private string Text(string name) => Root.GetProperty(name).GetString()!;
}
