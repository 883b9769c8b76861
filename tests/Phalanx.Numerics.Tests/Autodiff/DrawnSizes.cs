using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Numerics.Tests.Autodiff;

/// <summary>Properties over random sizes, with a seed for all other random values.</summary>
internal static class DrawnSizes
{
    /// <summary>Checks <paramref name="property"/> for sizes from 1 to <paramref name="largest"/> each.</summary>
    public static void ForAll(int count, int largest, Action<int[], ulong> property)
    {
        Gen<(int[] Sizes, int Seed)> draws =
            from sizes in Gen.Choose(1, largest).ArrayOf(count)
            from seed in Gen.Choose(0, int.MaxValue)
            select (sizes, seed);
        Prop.ForAll(draws.ToArbitrary(), draw => property(draw.Sizes, (ulong)draw.Seed))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }
}
