using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Maps;

/// <summary>Where SMAClite itself was seen to place units, in the order in which it places them.</summary>
public sealed class FormationTests
{
    private const double Rounding = 0.0051;

    [Theory]
    [InlineData("2s3z", true, "stalker 7.875,15.45 9.175,15.45 zealot 10.35,15.45 7.75,16.625 8.8,16.625")]
    [InlineData("2s3z", false, "stalker 24.125,16.55 22.825,16.55 zealot 21.65,16.55 24.25,15.375 23.2,15.375")]
    [InlineData("3s5z", true, "stalker 7.75,14.95 9.05,14.95 10.35,14.95 zealot 7.625,16.125 8.675,16.125 9.725,16.125 7.625,17.175 8.675,17.175")]
    [InlineData("3s_vs_5z", true, "stalker 8.375,15.35 9.675,15.35 8.375,16.65")]
    [InlineData("3s_vs_5z", false, "zealot 24,16.55 22.95,16.55 21.9,16.55 24,15.5 22.95,15.5")]
    [InlineData("10m_vs_11m", true, "marine 7.875,15.175 8.675,15.175 9.475,15.175 10.275,15.175 7.875,15.975 8.675,15.975 9.475,15.975 10.275,15.975 7.875,16.775 8.675,16.775")]
    [InlineData("10m_vs_11m", false, "marine 24.125,16.825 23.325,16.825 22.525,16.825 21.725,16.825 24.125,16.025 23.325,16.025 22.525,16.025 21.725,16.025 24.125,15.225 23.325,15.225 22.525,15.225")]
    [InlineData("MMM", true, "medivac 7.875,14.9875 marine 9.05,14.9875 9.85,14.9875 10.65,14.9875 7.5,16.1625 8.3,16.1625 9.1,16.1625 9.9,16.1625 marauder 7.6875,17.15 8.8625,17.15")]
    [InlineData("MMM2", false, "medivac_stock 24.3125,17.0125 marine 23.1375,17.0125 22.3375,17.0125 21.5375,17.0125 24.6875,15.8375 23.8875,15.8375 23.0875,15.8375 22.2875,15.8375 24.6875,14.85 marauder 23.7,14.85 22.525,14.85 21.35,14.85")]
    [InlineData("corridor", true, "zealot 18.04,18.57 19.09,18.57 20.14,18.57 18.04,19.62 19.09,19.62 20.14,19.62")]
    [InlineData("2c_vs_64zg", true, "colossus 15,15.975 17.05,15.975")]
    [InlineData("2s_vs_1sc", true, "stalker 11.12,10.34 16.98,10.37")]
    [InlineData("2s_vs_1sc", false, "spine_crawler 13.92,20.04")]
    public void A_group_stands_where_SMAClite_places_it(string map, bool ally, string expected) => Assert.All(Enum.GetValues<BattleProfile>(), profile =>
    {
        (UnitType Type, double X, double Y)[] placed = Place(BattleMaps.Load(map, profile), ally);
        string type = "";
        int unit = 0;
        foreach (string word in expected.Split(' '))
        {
            if (!char.IsAsciiDigit(word[0]))
            {
                type = word;
                continue;
            }

            string[] point = word.Split(',');
            Assert.Equal(type, placed[unit].Type.Name);
            Assert.InRange(placed[unit].X, Number(point[0]) - Rounding, Number(point[0]) + Rounding);
            Assert.InRange(placed[unit].Y, Number(point[1]) - Rounding, Number(point[1]) + Rounding);
            unit++;
        }

        Assert.Equal(placed.Length, unit);
    });

    [Theory]
    [InlineData("corridor", 29.41, 29.84, 5)]
    [InlineData("2c_vs_64zg", 18.625, 11.8, 8)]
    public void A_large_group_is_a_square(string map, double x, double y, int side)
    {
        (UnitType Type, double X, double Y)[] placed = Place(BattleMaps.Load(map, BattleProfile.Lite), ally: false);

        for (int unit = 0; unit < placed.Length; unit++)
        {
            Assert.InRange(placed[unit].X - (x - (0.8 * (unit % side))), -Rounding, Rounding);
            Assert.InRange(placed[unit].Y - (y - (0.8 * (unit / side))), -Rounding, Rounding);
        }
    }

    [Fact]
    public void A_group_without_room_at_its_point_is_moved_as_a_whole_to_the_nearest_place()
    {
        // 32 banelings around (27.91, 28.24) make rows from y = 30.24 down, and the ground ends at y = 30.
        (UnitType Type, double X, double Y)[] placed = Place(BattleMaps.Load("so_many_baneling", BattleProfile.Sc2), ally: false);

        Assert.Equal(30.24 - 0.25, placed[0].Y, 9);
        Assert.Equal(27.91 + 2.25 - 0.375, placed[0].X, 9);
        Assert.Equal(placed[0].Y - 0.8, placed[6].Y, 9);
    }

    [Fact]
    public void No_two_units_of_a_group_touch() => Assert.All(BattleMaps.Names, name => Assert.All(new[] { true, false }, ally =>
    {
        foreach (UnitGroup group in GroupsOf(BattleMaps.Load(name, BattleProfile.Sc2), ally))
        {
            (UnitType Type, double X, double Y)[] placed = Place(group, ally, BattleMaps.Load(name, BattleProfile.Sc2).Terrain);
            for (int one = 0; one < placed.Length; one++)
            {
                for (int other = 0; other < one; other++)
                {
                    (double x, double y) = (placed[one].X - placed[other].X, placed[one].Y - placed[other].Y);
                    Assert.True(Math.Sqrt((x * x) + (y * y)) > placed[one].Type.Radius + placed[other].Type.Radius);
                }
            }
        }
    }));

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<UnitGroup> GroupsOf(BattleMap map, bool ally) => ally ? map.Allies : map.Enemies;

    private static (UnitType Type, double X, double Y)[] Place(BattleMap map, bool ally) =>
        [.. GroupsOf(map, ally).SelectMany(group => Place(group, ally, map.Terrain))];

    private static (UnitType Type, double X, double Y)[] Place(UnitGroup group, bool ally, Terrain terrain)
    {
        (UnitType[] types, double[] x, double[] y) = (new UnitType[group.Count], new double[group.Count], new double[group.Count]);
        Assert.True(Formation.TryPlace(group, ally, terrain, types, x, y));
        return [.. types.Select((type, unit) => (type, x[unit], y[unit]))];
    }
}
