using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles;

public sealed class GeneratedLineupTests
{
    public static TheoryData<string> Published => [.. SmacV2Battle.Published.Select(battle => battle.Name)];

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_published_battle_has_its_numbers_of_units_of_its_race(string name)
    {
        SmacV2Battle battle = SmacV2Battle.Parse(name)!;
        foreach (DrawnBattle drawn in DrawnBattles.Of(name, count: 100))
        {
            Assert.Equal((battle.Units, battle.Enemies), (drawn.Allies.Length, drawn.Enemies.Length));
            Assert.Subset(battle.Race.Types.ToHashSet(), drawn.Allies.ToHashSet());
            Assert.Subset(battle.Race.EnemyTypes.ToHashSet(), drawn.Enemies.ToHashSet());
        }
    }

    [Fact]
    public void A_lineup_is_what_its_stream_says()
    {
        DrawnBattle[] battles = [.. DrawnBattles.Of("battle/v2/terran_5_vs_5", count: 20)];
        DrawnBattle[] again = [.. DrawnBattles.Of("battle/v2/terran_5_vs_5", count: 20)];

        Assert.Equal(battles.SelectMany(battle => battle.X), again.SelectMany(battle => battle.X));
        Assert.Equal(battles.SelectMany(battle => battle.Allies), again.SelectMany(battle => battle.Allies));
        Assert.NotEqual(battles[0].X, battles[1].X);
    }

    [Theory]
    [InlineData("battle/v2/terran_5_vs_5")]
    [InlineData("battle/v2/zerg_20_vs_23")]
    [InlineData("battle/v2/protoss_64_vs_64")]
    public void Drawing_a_lineup_allocates_nothing(string name)
    {
        Lineup lineup = DrawnBattles.Plan(name).Lineup;
        int size = lineup.Allies + lineup.Enemies;
        (UnitType[] types, double[] x, double[] y) = (new UnitType[size], new double[size], new double[size]);
        RandomStream random = new(seed: 1, StreamPurpose.Named("tests-allocation"), index: 0);
        Draw(200);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Draw(200);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Draw(int times)
        {
            for (int time = 0; time < times; time++)
            {
                lineup.Deploy(ref random, new Deployment(types, x, y));
            }
        }
    }

    [Fact]
    public void More_units_than_a_side_can_have_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new GeneratedLineup(65, 5, [SmacV2Units.Of("marine")], [SmacV2Units.Of("marine")], new TeamDraw([1], null), 0.5));
}
