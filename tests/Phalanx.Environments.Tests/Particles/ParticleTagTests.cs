using Phalanx.Environments.Particles;

namespace Phalanx.Environments.Tests.Particles;

public sealed class ParticleTagTests
{
    private const int None = 0;
    private const int Left = 1;
    private const int Right = 2;
    private const int Prey = 3;

    [Fact]
    public void Predators_speed_up_to_their_limit()
    {
        ParticleTag game = Game(new(), [(0, 0), (5, 5), (-5, 5), (0, -9), (9, 9), (9, -9)]);

        game.Step(Right, None, None);
        Assert.Equal(0.3, game.VelocityOf(0, 0).X, 12);
        for (int step = 0; step < 15; step++)
        {
            game.Step(Right, None, None);
        }

        Assert.Equal(1, game.VelocityOf(0, 0).X, 12);

        // It moves no faster than it is.
        double before = game.PositionOf(0, 0).X;
        game.Step(Right, None, None);
        Assert.Equal(0.1, game.PositionOf(0, 0).X - before, 12);
    }

    [Fact]
    public void All_predators_on_the_prey_earn_ten_each()
    {
        // In one place no disc pushes another; a wandering prey pushes by 4 at most and stays within 0.04.
        ParticleTag game = Game(new() { Prey = PreyBehaviour.Wanders }, [(0, 0), (0, 0), (0, 0), (0, 0), (9, 9), (9, -9)]);
        float[] contacts = new float[1];

        Assert.Equal(30, game.Step(None, None, None).Reward);

        game.WriteStatistics([0], contacts);
        Assert.Equal(3, contacts[0]);
    }

    [Fact]
    public void The_team_earns_ten_for_every_predator_closer_than_both_radii_after_the_step()
    {
        ParticleTag game = new(new() { Prey = PreyBehaviour.Wanders }, 1);
        int paid = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                (double preyX, double preyY) = game.PositionOf(0, Prey);
                int touching = Enumerable.Range(0, Prey).Select(predator => game.PositionOf(0, predator))
                    .Count(place => Math.Sqrt(Math.Pow(place.X - preyX, 2) + Math.Pow(place.Y - preyY, 2)) < 0.125);
                Assert.Equal(10 * touching, result.Reward);
                paid += touching;
            });
        }

        Assert.True(paid > 0);
    }

    [Fact]
    public void Landmarks_push_and_stay()
    {
        ParticleTag game = Game(new(), [(0.2, 0), (5, 5), (-5, 5), (9, 0), (0, 0), (9, -9)]);

        game.Step(None, None, None);

        // They overlap by 0.275 - 0.2.
        Assert.Equal(0.1 * 100 * 0.075, game.VelocityOf(0, 0).X, 9);
        Assert.Equal((0.0, 0.0), game.PositionOf(0, 4));
    }

    [Fact]
    public void The_prey_gets_away_from_a_predator()
    {
        ParticleTag game = Game(new(), [(-0.5, 0), (-5, 5), (-5, -5), (0, 0), (9, 9), (9, -9)]);

        for (int step = 0; step < 10; step++)
        {
            game.Step(None, None, None);
        }

        Assert.InRange(game.PositionOf(0, Prey).X, 0.15, 0.35);
        Assert.InRange(game.PositionOf(0, Prey).Y, -0.1, 0.1);
    }

    [Fact]
    public void A_predator_does_not_see_what_is_too_far_away()
    {
        ParticleTag game = Game(new(), [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 2)]);
        Assert.Equal((16, 48), (game.Spec.ObservationSize, game.Spec.StateSize));

        Assert.Equal([0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0], game.Observations()[..16]);
        Assert.Equal([0, 0, 2, 0, -1, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0], game.Observations()[32..]);
        Assert.Equal(game.Observations(), game.State());

        game.Step(Left, None, None);
        (double x, double y) = game.VelocityOf(0, Prey);
        Assert.NotEqual(0, y);
        Assert.Equal([(float)x, (float)y], game.Observations()[14..16]);
        Assert.Equal([0, 0], game.Observations()[46..]);
    }

    [Fact]
    public void At_the_start_everything_is_at_rest_and_landmarks_are_nearer_the_middle()
    {
        ParticleTag game = new(new(), 1);
        for (ulong seed = 0; seed < 500; seed++)
        {
            game.Reset(0, seed);
            for (int thing = 0; thing < 6; thing++)
            {
                double reach = thing > Prey ? 0.9 : 1;
                Assert.InRange(game.PositionOf(0, thing).X, -reach, reach);
                Assert.InRange(game.PositionOf(0, thing).Y, -reach, reach);
                Assert.Equal((0.0, 0.0), game.VelocityOf(0, thing));
            }
        }
    }

    /// <summary>With a prey that wanders: 2.9, deviation 7.8, in 200 episodes of the Python implementation.</summary>
    [Fact]
    public void Random_play_earns_what_it_earns_in_the_reference()
    {
        (double mean, _) = RandomPlay.Returns(new ParticleTag(new() { Prey = PreyBehaviour.Wanders }, 1), episodes: 4000);

        Assert.InRange(mean, 2.9 - (3 * 7.8 / Math.Sqrt(200)), 2.9 + (3 * 7.8 / Math.Sqrt(200)));
    }

    [Fact]
    public void A_prey_that_flees_is_caught_less_often()
    {
        (double flees, double error) = RandomPlay.Returns(new ParticleTag(new(), 1), episodes: 2000);

        Assert.InRange(flees + (4 * error), 0, 1);
    }

    [Fact]
    public void No_disc_is_faster_than_its_limit()
    {
        ParticleTag game = new(new() { Prey = PreyBehaviour.Wanders }, 1);
        double fastest = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            RandomPlay.Play(game, seed, int.MaxValue, _ =>
            {
                for (int agent = 0; agent < Prey; agent++)
                {
                    fastest = Math.Max(fastest, Math.Sqrt(Math.Pow(game.VelocityOf(0, agent).X, 2) + Math.Pow(game.VelocityOf(0, agent).Y, 2)));
                }
            });
        }

        Assert.InRange(fastest, 0.99, 1 + 1e-9);
    }

    [Fact]
    public void Every_variant_keeps_the_rules_of_the_contract() =>
        EnvironmentChecker.Check(count => new ParticleTag(
            new() { Predators = 2, Landmarks = 0, Prey = PreyBehaviour.Wanders, ViewRadius = 0.5 }, count)).ThrowIfAny();

    private static ParticleTag Game(TagSettings settings, (double, double)[] positions)
    {
        ParticleTag game = new(settings, 1);
        game.Reset(0, 1);
        game.Place(0, positions);
        return game;
    }
}
