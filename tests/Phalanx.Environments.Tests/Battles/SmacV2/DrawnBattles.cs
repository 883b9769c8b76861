using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Lineups of SMACv2's battles as they are drawn, over many episodes.</summary>
internal static class DrawnBattles
{
    public const int Many = 10_000;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("tests-smacv2");

    public static BattlePlan Plan(string name, SmacV2Settings? settings = null, Func<string, UnitType>? units = null)
    {
        SmacV2Battle battle = SmacV2Battle.Parse(name)!;
        return SmacV2Plan.Of(battle, settings ?? battle.Defaults, units ?? SmacV2Units.Of);
    }

    public static IEnumerable<DrawnBattle> Of(string name, SmacV2Settings? settings = null, Func<string, UnitType>? units = null, int count = Many)
    {
        Lineup lineup = Plan(name, settings, units).Lineup;
        for (int episode = 0; episode < count; episode++)
        {
            int size = lineup.Allies + lineup.Enemies;
            DrawnBattle battle = new(lineup.Allies, new UnitType[size], new double[size], new double[size]);
            RandomStream random = new(seed: 7, Purpose, (ulong)episode);
            lineup.Deploy(ref random, new Deployment(battle.Types, battle.X, battle.Y));
            yield return battle;
        }
    }
}

/// <summary>One lineup: types and places of all units, the team's first.</summary>
internal sealed record DrawnBattle(int AllyCount, UnitType[] Types, double[] X, double[] Y)
{
    public string[] Allies => [.. Types[..AllyCount].Select(type => type.Name)];

    public string[] Enemies => [.. Types[AllyCount..].Select(type => type.Name)];

    public (double X, double Y)[] AllyPlaces => [.. X[..AllyCount].Zip(Y[..AllyCount])];

    public (double X, double Y)[] EnemyPlaces => [.. X[AllyCount..].Zip(Y[AllyCount..])];
}
