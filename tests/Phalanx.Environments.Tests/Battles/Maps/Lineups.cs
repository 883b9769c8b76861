using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles.Maps;

/// <summary>Lets a lineup deploy into arrays.</summary>
internal static class Lineups
{
    public static (UnitType[] Types, double[] X, double[] Y) Deploy(Lineup lineup)
    {
        int count = lineup.Allies + lineup.Enemies;
        (UnitType[] types, double[] x, double[] y) = (new UnitType[count], new double[count], new double[count]);
        RandomStream random = new(0, StreamPurpose.Named("lineup"), 0);
        lineup.Deploy(ref random, new Deployment(types, x, y));
        return (types, x, y);
    }
}
