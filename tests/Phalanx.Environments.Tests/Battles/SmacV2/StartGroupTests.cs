using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Groups of units that start at one point.</summary>
public sealed class StartGroupTests
{
    [Fact]
    public void One_unit_is_at_the_point_itself() => AssertPlaces([(16, 9)], Placed(16, 9, "zealot"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 32)]
    [InlineData(32, 32)]
    [InlineData(32, 0)]
    public void A_group_at_a_corner_moves_onto_the_map_as_a_whole(double x, double y)
    {
        string[] names = [.. Enumerable.Repeat("stalker", 20), .. Enumerable.Repeat("colossus", 3)];
        (double X, double Y)[] there = Placed(x, y, names);
        (double X, double Y)[] inside = Placed(16, 16, names);
        double[] radii = [.. names.Select(name => SmacV2Units.Of(name).Radius)];

        Assert.Equal(x == 0 ? 0 : 32, x == 0 ? Lowest(there.Select(place => place.X)) : Highest(there.Select(place => place.X)), 1e-9);
        Assert.Equal(y == 0 ? 0 : 32, y == 0 ? Lowest(there.Select(place => place.Y)) : Highest(there.Select(place => place.Y)), 1e-9);
        AssertPlaces([.. inside.Select(place => (place.X - inside[0].X, place.Y - inside[0].Y))], [.. there.Select(place => (place.X - there[0].X, place.Y - there[0].Y))]);

        double Lowest(IEnumerable<double> places) => places.Zip(radii, (place, radius) => place - radius).Min();
        double Highest(IEnumerable<double> places) => places.Zip(radii, (place, radius) => place + radius).Max();
    }

    [Fact]
    public void No_unit_of_a_group_stands_on_another()
    {
        string[] names = [.. Enumerable.Range(0, 23).Select(index => SmacV2Race.All[0].Types[index % 3])];
        (double X, double Y)[] places = Placed(3, 3, names);
        for (int unit = 0; unit < names.Length; unit++)
        {
            for (int other = 0; other < unit; other++)
            {
                (double x, double y) = (places[unit].X - places[other].X, places[unit].Y - places[other].Y);
                Assert.True(Math.Sqrt((x * x) + (y * y)) >= SmacV2Units.Of(names[unit]).Radius + SmacV2Units.Of(names[other]).Radius);
            }
        }
    }

    [Fact]
    public void A_group_of_none_is_no_error() => Assert.Empty(Placed(16, 16));

    private static (double X, double Y)[] Placed(double x, double y, params string[] names)
    {
        double[] xs = new double[names.Length];
        double[] ys = new double[names.Length];
        StartGroup.Place(new Deployment([.. names.Select(SmacV2Units.Of)], xs, ys), (x, y), ally: false);
        return [.. xs.Zip(ys)];
    }

    private static void AssertPlaces((double X, double Y)[] expected, (double X, double Y)[] places)
    {
        Assert.Equal(expected.Length, places.Length);
        Assert.All(places.Zip(expected), pair =>
        {
            Assert.Equal(pair.Second.X, pair.First.X, 1e-9);
            Assert.Equal(pair.Second.Y, pair.First.Y, 1e-9);
        });
    }
}
