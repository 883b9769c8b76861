using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

/// <summary>A battle that a test lays out.</summary>
internal sealed record Fight(Fighter[] Allies, Fighter[] Enemies)
{
    /// <summary>The types of the team by rank; the order of the one-hot type where types are shown.</summary>
    public string[] AllyTypes { get; init; } = [];

    /// <summary>The types of the enemy in the order of the one-hot type.</summary>
    public string[] EnemyTypes { get; init; } = [];

    /// <summary>How many entries the one-hot type has; as many as the enemy has types unless that is said.</summary>
    public int? TypeBits { get; init; }

    public int Limit { get; init; } = 60;

    public ViewSettings Settings { get; init; } = new();

    public SmacExtras Extras { get; init; } = SmacExtras.None;

    /// <summary>Whether units have the ranges of their types.</summary>
    public bool UnitRanges { get; init; }

    /// <summary>The rows that can be walked on.</summary>
    public (int From, int To) Walkable { get; init; } = (8, 23);

    public ulong Seed { get; init; } = 1;

    /// <summary>Three marines against three, as most tests have it.</summary>
    public static Fight ThreeMarines { get; } = new(
        [new("marine", 9, 16), new("marine", 9.75, 16), new("marine", 9, 16.75)],
        [new("marine", 23, 16), new("marine", 22.25, 16), new("marine", 23, 15.25)]);

    public SmacRules Rules => new(
        new SmacScenario
        {
            Name = "battle/test",
            Allies = Allies.Length,
            Enemies = Enemies.Length,
            EpisodeLimit = Limit,
            AllyShields = Allies.Any(unit => unit.Numbers.Shield > 0),
            EnemyShields = Enemies.Any(unit => unit.Numbers.Shield > 0),
            TypeBits = TypeBits ?? EnemyTypes.Length,
            HasHealers = Allies.Any(unit => unit.IsHealer),
            Terrain = Ground(),
        },
        Settings,
        Extras);

    /// <summary>The view at the start of the battle; agents get their ids by type and place.</summary>
    public SmacView Begin()
    {
        int[] ids = new int[Allies.Length];
        AgentIds.Assign(
            ids,
            [.. Allies.Select(unit => Array.IndexOf(AllyTypes, unit.Type))],
            [.. Allies.Select(unit => unit.X)],
            [.. Allies.Select(unit => unit.Y)]);
        SmacView view = new(Rules);
        view.Begin(
            [.. ids.Select(id => Traits(Allies[id], AllyTypes)), .. Enemies.Select(unit => Traits(unit, EnemyTypes))],
            new RandomStream(Seed, StreamPurpose.Named("test"), 0));
        Fighter[] all = [.. ids.Select(id => Allies[id]), .. Enemies];
        for (int unit = 0; unit < all.Length; unit++)
        {
            view.Units[unit] = all[unit].Snapshot;
        }

        view.Refresh();
        return view;
    }

    private SmacUnit Traits(Fighter unit, string[] types)
    {
        (double health, double shield, double scale, double range, double sight) = unit.Numbers;
        return new SmacUnit(health, shield, scale, Array.IndexOf(types, unit.Type), unit.IsHealer, UnitRanges ? range : 6, UnitRanges ? sight : 9);
    }

    private Terrain Ground()
    {
        bool[] walkable = new bool[Terrain.Side * Terrain.Side];
        walkable.AsSpan((Walkable.From * Terrain.Side)..((Walkable.To + 1) * Terrain.Side)).Fill(true);
        return new Terrain("test", walkable, [.. walkable.Select(open => open ? 0.5 : 0.25)]);
    }
}
