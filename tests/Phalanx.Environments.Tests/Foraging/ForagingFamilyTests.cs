using Phalanx.Environments.Foraging;

namespace Phalanx.Environments.Tests.Foraging;

public sealed class ForagingFamilyTests
{
    public static TheoryData<string> Members => [.. EnvironmentRegistry.WithBuiltIns().Names.Where(name => name.StartsWith("lbf/", StringComparison.Ordinal))];

    [Theory]
    [InlineData("lbf/8x8-2p-2f-coop", 2, 12)]
    [InlineData("lbf/2s-8x8-2p-2f-coop", 2, 12)]
    [InlineData("lbf/8x8-2p-3f", 2, 15)]
    [InlineData("lbf/10x10-3p-3f", 3, 18)]
    [InlineData("lbf/2s-10x10-3p-3f", 3, 18)]
    [InlineData("lbf/15x15-3p-5f", 3, 24)]
    [InlineData("lbf/15x15-4p-3f", 4, 21)]
    [InlineData("lbf/15x15-4p-5f", 4, 27)]
    public void A_name_gives_the_players_the_foods_and_the_size(string name, int players, int observation)
    {
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()[name].SpecOf();

        Assert.Equal((players, 6, 50), (spec.Agents, spec.Actions.Count, spec.EpisodeLimit));
        Assert.Equal((observation, players * observation), (spec.ObservationSize, spec.StateSize));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void The_defaults_of_a_member_say_its_name(string name) =>
        Assert.Equal(name, ((ForagingSettings)EnvironmentRegistry.WithBuiltIns()[name].CreateDefaultSettings()).Name);

    /// <summary>Means of 200 episodes of the Python implementation; the interval allows for its chance and for ours.</summary>
    [Theory]
    [InlineData("lbf/8x8-2p-2f-coop", 0.005)]
    [InlineData("lbf/8x8-2p-3f", 0.195)]
    [InlineData("lbf/10x10-3p-3f", 0.114)]
    [InlineData("lbf/15x15-4p-5f", 0.060)]
    public void Random_play_earns_what_it_earns_in_the_reference(string name, double expected)
    {
        const int Episodes = 4000;
        const int Elsewhere = 200;
        (double mean, double error) = RandomPlay.Returns(EnvironmentRegistry.WithBuiltIns().Create(name), Episodes);

        double deviation = error * Math.Sqrt(Episodes);
        Assert.InRange(mean, expected - (3 * deviation / Math.Sqrt(Elsewhere)), expected + (3 * deviation / Math.Sqrt(Elsewhere)));
    }

    [Fact]
    public void Scaled_rewards_of_an_episode_never_exceed_one_and_reach_it_when_all_is_loaded()
    {
        IEnvironmentBatch game = EnvironmentRegistry.WithBuiltIns().Create(
            "lbf/8x8-2p-3f", new ForagingSettings { Size = 5, Foods = 2, EpisodeLimit = 400 });
        int finished = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            double sum = 0;
            StepResult last = default;
            RandomPlay.Play(game, seed, int.MaxValue, result => sum += (last = result).Reward);
            finished += last.Terminated ? 1 : 0;
            Assert.InRange(sum, last.Terminated ? 1 - 1e-9 : 0, last.Terminated ? 1 + 1e-9 : 1 - 1e-3);
        }

        Assert.InRange(finished, 20, 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_player_shares_a_cell_only_where_blocking_is_not_strict(bool strict)
    {
        IEnvironmentBatch game = EnvironmentRegistry.WithBuiltIns().Create(
            "lbf/8x8-2p-3f", new ForagingSettings { Size = 4, Players = 6, Foods = 1, Penalty = 0.1, EpisodeLimit = 500, StrictBlocking = strict });
        int self = 3;
        bool shared = false;
        for (ulong seed = 0; seed < 20; seed++)
        {
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                Assert.InRange(result.Reward, -6 * 0.1, 1);
                float[] seen = game.Observations()[self..game.Spec.ObservationSize];
                shared |= seen.Chunk(3).Select(player => (player[0], player[1])).Distinct().Count() < 6;
            });
        }

        Assert.Equal(!strict, shared);
    }

    [Fact]
    public void Every_variant_keeps_the_rules_of_the_contract() =>
        EnvironmentChecker.Check(count => new LevelForaging(
            "lbf/test",
            new() { Size = 6, Players = 4, Sight = 2, Penalty = 0.1, MaskInvalid = true, StrictBlocking = true, NormalizeReward = false },
            count)).ThrowIfAny();
}
