using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>
/// Fixture 46: neither side has an advantage. Both have the same units at places reflected through the middle of the map, with equal numbers for
/// equal places, and both attack-move to the start of the other. Larger maps need noise: units that meet exactly opposite to each other decide by the
/// last bit of a place who turns aside, the same in every battle, and one start is not a sample of many.
/// </summary>
public class MirrorTests
{
    private const int Battles = 400;
    private const double Middle = 16;

    // By then what is left of both sides may have passed each other, each waiting at the start of the other; from then on both go after the nearest.
    private const int StepsToArrive = 80;

    [Theory]
    [InlineData("3m", 0)]
    [InlineData("2s3z", 0)]
    [InlineData("MMM", 0)]
    [InlineData("25m", 0.25)]
    [InlineData("bane_vs_bane", 0.25)]
    public void Fixture_46_each_side_wins_half_of_the_battles(string map, double noise)
    {
        int[] won = Play(map, noise);
        int decided = won[0] + won[1];
        Assert.InRange(decided, Battles / 2, Battles);
        Assert.InRange((double)won[0] / decided, 0.43, 0.57);
    }

    private static int[] Play(string name, double noise)
    {
        int[] won = new int[3];
        (Placed[] team, EnemyOrder.AttackMove goal) = TeamOf(name);
        Placed[] enemies = [.. team.Select(unit => unit with { X = (2 * Middle) - unit.X, Y = (2 * Middle) - unit.Y })];
        Parallel.For(0, Battles, seed =>
        {
            var arena = Arena.Of(new BattleMapSettings { StartNoise = noise }, team, enemies, Terrains.Of(name), goal, (ulong)seed);
            arena.Forces.Orders.AsSpan(0, arena.Forces.Allies).Fill(UnitOrder.AttackMove((2 * Middle) - goal.FromX, (2 * Middle) - goal.FromY));
            Interlocked.Increment(ref won[WinnerOf(arena)]);
        });
        return won;
    }

    /// <summary>The team of a map in the order of agents' ids, and where its enemy attacks.</summary>
    private static (Placed[] Team, EnemyOrder.AttackMove Goal) TeamOf(string name)
    {
        var map = BattleMaps.Load(name, BattleProfile.Sc2);
        BattleWorld world = new(new BattleRules(BattlePlan.Of(map, name), new BattleMapSettings()));
        world.Begin(0);
        Forces forces = world.Forces;
        Placed[] team = [.. Enumerable.Range(0, forces.Allies).Select(unit => new Placed(forces.Types[unit], forces.X[unit], forces.Y[unit]))];
        (double x, double y) = (team.Average(unit => unit.X), team.Average(unit => unit.Y));
        return (team, new EnemyOrder.AttackMove(x, y, x, y));
    }

    /// <summary>0 when the team won, 1 when the enemy did, 2 when neither did. Healers alone have lost.</summary>
    private static int WinnerOf(Arena arena)
    {
        for (int step = 0; step < 300; step++)
        {
            if (step == StepsToArrive)
            {
                arena.Forces.Orders.AsSpan().Fill(UnitOrder.Chase);
            }

            arena.World.Step();
            switch (Fights(arena, 0, arena.Enemy), Fights(arena, arena.Enemy, arena.Forces.Count))
            {
                case (true, false):
                    return 0;
                case (false, true):
                    return 1;
                case (false, false):
                    return 2;
            }
        }

        return 2;
    }

    private static bool Fights(Arena arena, int from, int to) =>
        Enumerable.Range(from, to - from).Any(unit => arena.Forces.IsAlive(unit) && !arena.Forces.Types[unit].IsHealer);
}
