using Phalanx.Environments.Particles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Particles;

public sealed class FleeingPreyTests
{
    private const double Touching = 0.125;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test/prey");

    [Fact]
    public void The_prey_pushes_away_from_the_nearest_predator()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            PlaneVector force = ForceOf(seed, Touching, new(0, 0.4), new(0, -5), new(5, 0));

            // The farthest of a hundred points of the disc lies near its rim, away from the predator.
            Assert.InRange(force.Length, 0.7, 1);
            Assert.InRange(force.Y, -1, -0.6);
        }
    }

    [Fact]
    public void The_prey_considers_only_the_nearest_predator()
    {
        // A little nearer below than above: upwards it goes, towards the other one.
        PlaneVector force = ForceOf(1, Touching, new(0, -1), new(0, 1.1));

        Assert.InRange(force.Y, 0.6, 1);
    }

    [Fact]
    public void The_prey_considers_no_point_that_touches_a_predator()
    {
        const double Wide = 0.5;
        for (ulong seed = 0; seed < 100; seed++)
        {
            PlaneVector force = ForceOf(seed, Wide, new(-0.4, 0), new(0.9, 0));

            Assert.True((force - new PlaneVector(0.9, 0)).Length >= Wide);
        }
    }

    [Fact]
    public void A_prey_surrounded_on_all_sides_does_nothing() =>
        Assert.Equal(default, ForceOf(1, touching: 2, new PlaneVector(0, 0.5)));

    [Fact]
    public void The_points_that_the_prey_considers_cover_the_disc_evenly()
    {
        // With a predator far off, the force is the point of a hundred that is farthest to the left; on average its x is close to -1.
        double sum = 0;
        for (ulong seed = 0; seed < 1000; seed++)
        {
            PlaneVector force = ForceOf(seed, Touching, new PlaneVector(1e6, 0));
            Assert.InRange(force.Length, 0, 1);
            sum += force.X;
        }

        // P(x < t) for the smallest of a hundred x of the disc gives a mean of -0.9409.
        Assert.InRange(sum / 1000, -0.9445, -0.9375);
    }

    /// <summary>The force of a prey at the origin.</summary>
    private static PlaneVector ForceOf(ulong seed, double touching, params PlaneVector[] predators)
    {
        RandomStream random = new(seed, Purpose, 0);
        return FleeingPrey.ForceOf(default, predators, touching, ref random);
    }
}
