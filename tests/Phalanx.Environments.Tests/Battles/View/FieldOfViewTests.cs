using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

/// <summary>Agents that look in a direction, and see and reach a cone.</summary>
public sealed class FieldOfViewTests
{
    private const int Turn = 6;
    private const int Directions = 12;
    private const double Inside = 15 - 1e-6;
    private const double Outside = 15 + 1e-6;

    public static TheoryData<int> AllDirections => [.. Enumerable.Range(0, Directions)];

    [Theory]
    [MemberData(nameof(AllDirections))]
    public void A_cone_ends_fifteen_degrees_beside_the_direction(int direction)
    {
        double middle = 30 * direction;
        Assert.Equal("1111", Seen(direction, distance: 5, middle, middle + Inside, middle - Inside, middle));
        Assert.Equal("0000", Seen(direction, distance: 5, middle + Outside, middle - Outside, middle + 180, middle + 90));
    }

    [Theory]
    [MemberData(nameof(AllDirections))]
    public void Neighbouring_cones_leave_no_gap(int direction)
    {
        double between = (30 * direction) + 15;
        string left = Seen(direction, 5, between - 1e-9, between + 1e-9);
        string right = Seen((direction + 1) % Directions, 5, between - 1e-9, between + 1e-9);
        Assert.Equal(("10", "01"), (left, right));
    }

    [Fact]
    public void Right_angled_cones_end_on_the_diagonal()
    {
        double[] heights = [19 - 1e-9, 19 + 1e-9, 13 + 1e-9, 13 - 1e-9];
        SmacView view = Watch(4, false, [.. heights.Select(y => new Fighter("marine", 19, y))]);
        Assert.Equal("01010", view.Visible(0));
    }

    [Fact]
    public void A_cone_includes_its_far_edge_and_attacks_need_the_cone_too()
    {
        SmacView view = Watch(Directions, false, [new("marine", 25, 16), new("marine", 25.01, 16), new("marine", 22, 16), new("marine", 16, 20)]);
        Assert.Equal("01010", view.Visible(0));
        Assert.Equal("0010", view.Mask(0)[^4..]);
        view.Take([Turn + 3]);
        view.Settle();
        Assert.Equal("00001", view.Visible(0));
        Assert.Equal("0001", view.Mask(0)[^4..]);
    }

    [Fact]
    public void Turning_is_always_available_and_shows_in_the_observation_and_the_state()
    {
        SmacView view = Watch(Directions, false, [new("marine", 30, 30)]);
        Assert.Equal("0111111111111111110", view.Mask(0));
        Assert.Equal([1, 0], view.Observation(0)[^2..]);
        view.Take([Turn + 2]);
        Assert.Equal(AgentOrderKind.None, view.OrderOf(0).Kind);
        view.Settle();
        float[] direction = [0.5f, (float)Math.Sqrt(0.75)];
        Assert.Equal(direction, view.Observation(0)[^2..]);
        Assert.Equal(direction, view.State()[4..6]);
        Assert.Equal(1, view.State()[6 + 3 + Turn + 2]);

        // The next episode begins with all looking to the right.
        view.Begin(view.Traits.ToArray());
        view.Refresh();
        Assert.Equal([1, 0], view.Observation(0)[^2..]);
    }

    [Fact]
    public void What_stands_in_the_same_place_is_seen() =>
        Assert.Equal("01", Watch(Directions, false, [new("marine", 16, 16)]).Visible(0));

    [Fact]
    public void Agents_see_agents_in_their_cones_alone()
    {
        SmacView view = new Fight([new("marine", 16, 16), new("marine", 18, 16)], [new("marine", 30, 30)])
        {
            Extras = new SmacExtras { FacingActions = Directions },
        }.Begin();
        Assert.Equal(("010", "000"), (view.Visible(0), view.Visible(1)));
    }

    // By the slopes dy / dx: looking to the right or left shows both sides. Looking up to the right moves to the vertical for what is on the left.
    [Theory]
    [InlineData(0, "1010")]
    [InlineData(6, "1010")]
    [InlineData(3, "0100")]
    [InlineData(9, "0001")]
    public void SMACv2s_slopes_show_the_opposite_cone_along_the_x_axis(int direction, string seen) =>
        Assert.Equal(seen, Seen(direction, 5, slopes: true, 0, 90.0001, 180, 270.0001));

    [Theory]
    [InlineData(2, "1000100")]
    [InlineData(4, "0011000")]
    public void SMACv2s_slopes_show_a_slice_beside_the_vertical_on_the_other_side(int direction, string seen) =>
        Assert.Equal(seen, Seen(direction, 5, slopes: true, 60, 240, 120, 89, 91, 269, 271));

    private static string Seen(int direction, double distance, params double[] degrees) => Seen(direction, distance, false, degrees);

    /// <summary>Which units an agent sees that looks in a direction, of some around it.</summary>
    private static string Seen(int direction, double distance, bool slopes, params double[] degrees)
    {
        SmacView view = Watch(Directions, slopes, [.. degrees.Select(angle => angle * Math.PI / 180)
            .Select(angle => new Fighter("marine", 16 + (distance * Elementary.Cos(angle)), 16 + (distance * Elementary.Sin(angle))))]);
        view.Take([Turn + direction]);
        view.Settle();
        return view.Visible(0)[1..];
    }

    private static SmacView Watch(int directions, bool slopes, Fighter[] enemies) => new Fight([new("marine", 16, 16)], enemies)
    {
        Extras = new SmacExtras { FacingActions = directions, SlopesInsteadOfDirections = slopes },
    }.Begin();
}
