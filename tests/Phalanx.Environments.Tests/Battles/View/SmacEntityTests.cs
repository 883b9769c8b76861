using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Closeness;

namespace Phalanx.Environments.Tests;

/// <summary>Units as entities.</summary>
public sealed class SmacEntityTests
{
    [Fact]
    public void A_row_has_the_tag_the_actions_the_type_and_what_is_true_of_the_living()
    {
        (float[] rows, int width) = Rows(Mixed.Begin());
        Assert.Equal(4 + 6 + 3 + 1 + 2 + 4, width);

        // The middle of all is (11, 16), and the farthest unit is 3 from it.
        AssertRow([1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 30 / 45.0, 0, 0.5, -8 / 32.0, 0, -1, 0], rows, 0, width);
        AssertRow([0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0.25, 0, -6 / 32.0, 0, -1 / 3.0, 0], rows, 1, width);
        AssertRow([0, 0, 1, 0, .. new double[6], 0, 1, 0, 1, 0, 0, -2 / 32.0, 0, 1, 0], rows, 2, width);
    }

    [Fact]
    public void Of_the_dead_the_tag_and_the_type_are_left()
    {
        SmacView view = Mixed.Begin();
        (view.Units[0].Health, view.Units[2].Health) = (0, 0);
        view.Settle();
        (float[] rows, int width) = Rows(view);
        AssertRow([1, 0, 0, 0, .. new double[6], 1, 0, 0, .. new double[7]], rows, 0, width);
        AssertRow([0, 0, 1, 0, .. new double[6], 0, 1, 0, .. new double[7]], rows, 2, width);
    }

    [Fact]
    public void None_is_absent_and_hidden_is_what_is_not_seen_though_never_the_agent_itself()
    {
        SmacView view = Mixed.Begin();
        view.Units[3].X = 31;
        view.Settle();
        (bool[] absent, bool[] hidden) = Masks(view);
        Assert.Equal(new bool[4], absent);
        Assert.Equal([false, false, false, true, false, false, false, true], hidden);

        view.Units[1].Health = 0;
        view.Settle();
        Assert.Equal([false, true, false, true, true, false, true, true], Masks(view).Hidden);
    }

    [Fact]
    public void One_unit_alone_is_in_the_middle()
    {
        SmacView view = Mixed.Begin();
        (view.Units[1].Health, view.Units[2].Health, view.Units[3].Health) = (0, 0, 0);
        view.Settle();
        (float[] rows, int width) = Rows(view);
        Assert.Equal([-0.25f, 0, 0, 0], rows[(width - 4)..width]);
    }

    [Fact]
    public void Shields_have_one_column_for_both_sides_and_the_ground_comes_last()
    {
        Fight fight = new([new("marine", 9, 16)], [new("zealot", 12, 20) { Shield = 25 }])
        {
            Settings = new ViewSettings { ObsPathingGrid = true, ObsTerrainHeight = true },
        };
        (float[] rows, int width) = Rows(fight.Begin());
        Assert.Equal(2 + 5 + 2 + 2 + 4 + 8 + 9, width);
        Assert.Equal([1, 0, 0, 0], rows[7..11]);
        Assert.Equal([1, 0.5f, 0, 0], rows[(width + 7)..(width + 11)]);

        // Four to the north of the zealot is not walkable; two diagonally is.
        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 1, 0.25f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f], rows[^17..]);
    }

    private static Fight Mixed => new(
        [new("marine", 8, 16) { Health = 30, Cooldown = 7.5 }, new("medivac", 10, 16)],
        [new("marauder", 14, 16), new("marauder", 12, 16)])
    {
        AllyTypes = ["marine", "marauder", "medivac"],
        EnemyTypes = ["marine", "marauder", "medivac"],
    };

    private static void AssertRow(double[] expected, float[] rows, int unit, int width) =>
        AssertClose(expected, rows[(unit * width)..((unit + 1) * width)]);

    private static (float[] Rows, int Width) Rows(SmacView view)
    {
        EntitySpec spec = view.Rules.Spec.Entities!;
        return (
            ViewOf.Written<float>(spec.Count * spec.Width, rows => view.WriteEntities(rows, new bool[spec.Count], new bool[spec.Count * view.Rules.Allies])),
            spec.Width);
    }

    private static (bool[] Absent, bool[] Hidden) Masks(SmacView view)
    {
        (int units, int width) = (view.Rules.Units, view.Rules.EntityWidth);
        bool[] absent = [];
        bool[] hidden = ViewOf.Written<bool>(
            view.Rules.Allies * units,
            values =>
            {
                absent = [.. Enumerable.Repeat(true, units)];
                view.WriteEntities(new float[units * width], absent, values);
            });
        return (absent, hidden);
    }
}
