using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>
/// Units of a test's choice, at places of its choice. A step is one tick, the time between attacks does not vary, and enemies stand still until told
/// otherwise.
/// </summary>
internal sealed class Arena
{
    private Arena(BattleMapSettings settings, Placed[] allies, Placed[] enemies, Terrain terrain, EnemyOrder order, ulong seed)
    {
        Rules = new BattleRules(PlanOf(allies, enemies, terrain, order), settings);
        World = new BattleWorld(Rules);
        World.Begin(seed);
        if (order is EnemyOrder.Hold)
        {
            Forces.Orders.AsSpan().Fill(UnitOrder.Stop);
        }
    }

    public BattleRules Rules { get; }

    public BattleWorld World { get; }

    public Forces Forces => World.Forces;

    /// <summary>The first enemy.</summary>
    public int Enemy => Forces.Allies;

    /// <summary>The agent that starts so far from the left.</summary>
    public int AgentAt(double x) => Forces.X.AsSpan(0, Forces.Allies).IndexOf(x);

    public static Arena Of(
        BattleProfile profile,
        Placed[] allies,
        Placed[] enemies,
        Terrain? terrain = null,
        EnemyOrder? order = null,
        int ticksPerStep = 1,
        bool jitter = false) => new(
            new BattleMapSettings { Profile = profile, StepMul = ticksPerStep, CooldownJitter = jitter },
            allies,
            enemies,
            terrain ?? Terrains.Flat,
            order ?? new EnemyOrder.Hold(),
            seed: 7);

    /// <summary>The same under settings of the test's choice.</summary>
    public static Arena Of(
        BattleMapSettings settings, Placed[] allies, Placed[] enemies, Terrain? terrain = null, EnemyOrder? order = null, ulong seed = 7) =>
        new(settings, allies, enemies, terrain ?? Terrains.Flat, order ?? new EnemyOrder.Hold(), seed);

    /// <summary>Lets ticks go by until something is true; returns how many, or fails when it does not become true in a long time.</summary>
    public int TicksUntil(Func<bool> condition)
    {
        for (int tick = 1; tick < 20_000; tick++)
        {
            World.Step();
            if (condition())
            {
                return tick;
            }
        }

        throw new InvalidOperationException("It does not come about.");
    }

    public void Ticks(int count)
    {
        for (int tick = 0; tick < count; tick++)
        {
            World.Step();
        }
    }

    private static BattlePlan PlanOf(Placed[] allies, Placed[] enemies, Terrain terrain, EnemyOrder order) => new()
    {
        Scenario = new SmacScenario
        {
            Name = "arena",
            Allies = allies.Length,
            Enemies = enemies.Length,
            EpisodeLimit = 1000,
            AllyShields = true,
            EnemyShields = true,
            TypeBits = 0,
            HasHealers = false,
            Terrain = terrain,
        },
        Lineup = new FixedLineup(allies, enemies),
        Order = order,
        AllyTypes = [.. allies.Select(unit => unit.Type).Distinct()],
        EnemyTypes = [.. enemies.Select(unit => unit.Type).Distinct()],
    };

    private sealed class FixedLineup(Placed[] allies, Placed[] enemies) : Lineup
    {
        public override int Allies => allies.Length;

        public override int Enemies => enemies.Length;

        public override void Deploy(ref RandomStream random, Deployment units)
        {
            for (int unit = 0; unit < allies.Length + enemies.Length; unit++)
            {
                (units.Types[unit], units.X[unit], units.Y[unit]) = unit < allies.Length ? allies[unit] : enemies[unit - allies.Length];
            }
        }
    }
}

/// <summary>A unit and where it starts.</summary>
internal readonly record struct Placed(UnitType Type, double X, double Y);
