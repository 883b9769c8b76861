using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Crossing;

/// <summary>
/// The same seed and the same actions give the same battle, bit for bit, in the simulator and through client, websocket and server (battles.md, 7.6).
/// </summary>
public class SameBattlesTests
{
    private const int Seed = 7;

    private static readonly StreamPurpose Choices = StreamPurpose.Named("actions of a test");

    public static TheoryData<string> Maps => [.. BattleMaps.Names.Where(map => map != "5m")];

    public static TheoryData<string> LongMaps => ["3m", "2s3z", "MMM2", "2c_vs_64zg"];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Battles_are_the_same_through_client_and_server(string map) => Compare(map, new StarCraftSettings { Seed = Seed }, new BattleMapSettings(), games: 2, episodesOfEach: 1);

    /// <summary>What agents see of the ground comes through pictures; the rest of these settings changes what is shown and paid.</summary>
    [Theory]
    [InlineData("corridor")]
    [InlineData("MMM")]
    public void Battles_are_the_same_with_other_settings(string map)
    {
        StarCraftSettings game = new()
        {
            Seed = Seed,
            ObsPathingGrid = true,
            ObsTerrainHeight = true,
            ObsLastAction = true,
            ObsTimestepNumber = true,
            StateTimestepNumber = true,
            RewardOnlyPositive = false,
            StepMul = 4,
        };
        BattleMapSettings simulator = new()
        {
            ObsPathingGrid = true,
            ObsTerrainHeight = true,
            ObsLastAction = true,
            ObsTimestepNumber = true,
            StateTimestepNumber = true,
            RewardOnlyPositive = false,
            StepMul = 4,
        };
        Compare(map, game, simulator, games: 1, episodesOfEach: 2);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Maps))]
    public void Twenty_battles_are_the_same(string map) => Compare(map, new StarCraftSettings { Seed = Seed }, new BattleMapSettings(), games: 4, episodesOfEach: 5);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(LongMaps))]
    public void Two_hundred_battles_are_the_same(string map) => Compare(map, new StarCraftSettings { Seed = Seed }, new BattleMapSettings(), games: 4, episodesOfEach: 50);

    private static void Compare(string map, StarCraftSettings settings, BattleMapSettings simulator, int games, int episodesOfEach)
    {
        using StarCraftBatch batch = ServedGames.Play(map, settings, games);
        for (int game = 0; game < games; game++)
        {
            batch.Reset(game, (ulong)game);
        }

        int[] left = new int[games];
        Array.Fill(left, episodesOfEach);
        ToldBattle[] twins = [.. Enumerable.Range(0, games).Select(_ => new ToldBattle(map, simulator))];
        Views through = new(batch.Spec);
        Views told = new(batch.Spec);
        var random = new RandomStream(Seed, Choices, 0);
        for (int game = 0; game < games; game++)
        {
            twins[game].Begin(EpisodeSeeds.Of((uint)(Seed + game), 0));
            CompareViews(batch, game, twins[game], through, told, $"game {game} at its start");
        }

        while (left.Any(episodes => episodes > 0))
        {
            int[] playing = [.. Enumerable.Range(0, games).Where(game => left[game] > 0)];
            int[] actions = [.. playing.SelectMany(game => ChooseFor(twins[game].View, ref random))];
            StepResult[] results = new StepResult[playing.Length];
            batch.Step(playing, new JointAction(actions), results);
            for (int row = 0; row < playing.Length; row++)
            {
                int game = playing[row];
                StepResult expected = twins[game].Step(actions.AsSpan(row * batch.Spec.Agents, batch.Spec.Agents));
                string where = $"game {game}, battle {episodesOfEach - left[game]}, step {twins[game].View.Steps}";
                Assert.True(expected == results[row], $"{where}: {results[row]} in place of {expected}");
                if (expected.Terminated || expected.Truncated)
                {
                    CompareViews(batch, game, twins[game], through, told, where);
                    left[game]--;
                    if (left[game] > 0)
                    {
                        batch.Reset(game, 0);
                        twins[game].Begin(EpisodeSeeds.Of((uint)(Seed + game), (ulong)(episodesOfEach - left[game])));
                    }
                }

                CompareViews(batch, game, twins[game], through, told, where);
            }
        }
    }

    private static void CompareViews(StarCraftBatch batch, int game, ToldBattle twin, Views through, Views told, string where)
    {
        through.Read(batch, game);
        told.Read(twin.View);
        told.AssertEqual(through, where);
    }

    private static int[] ChooseFor(SmacView view, ref RandomStream random)
    {
        bool[] available = new bool[view.Rules.Allies * view.Rules.Actions];
        int[] actions = new int[view.Rules.Allies];
        view.WriteAvailableActions(available);
        RandomActions.Draw(available, ref random, actions);
        return actions;
    }

    /// <summary>All that agents may see of one battle.</summary>
    private sealed class Views(EnvironmentSpec spec)
    {
        private readonly float[] _observations = new float[spec.Agents * spec.ObservationSize];
        private readonly float[] _state = new float[spec.StateSize];
        private readonly bool[] _available = new bool[spec.Agents * spec.Actions.Count];
        private readonly bool[] _alive = new bool[spec.Agents];
        private readonly float[] _features = new float[spec.Agents * spec.AgentFeatureSize];
        private readonly float[] _entities = new float[spec.Entities!.Count * spec.Entities.Width];
        private readonly bool[] _absent = new bool[spec.Entities!.Count];
        private readonly bool[] _hidden = new bool[spec.Agents * spec.Entities!.Count];
        private readonly float[] _statistics = new float[spec.Statistics.Count];

        public void Read(StarCraftBatch batch, int game)
        {
            int[] one = [game];
            batch.WriteObservations(one, _observations);
            batch.WriteState(one, _state);
            batch.WriteAvailableActions(one, _available);
            batch.WriteAlive(one, _alive);
            batch.WriteAgentFeatures(one, _features);
            batch.WriteEntities(one, _entities, _absent, _hidden);
            batch.WriteStatistics(one, _statistics);
        }

        public void Read(SmacView view)
        {
            view.WriteObservations(_observations);
            view.WriteState(_state);
            view.WriteAvailableActions(_available);
            view.WriteAlive(_alive);
            view.WriteAgentFeatures(_features);
            view.WriteEntities(_entities, _absent, _hidden);
            view.WriteStatistics(_statistics);
        }

        public void AssertEqual(Views through, string where)
        {
            AssertEqual(_observations, through._observations, $"{where}, observation");
            AssertEqual(_state, through._state, $"{where}, state");
            Assert.True(_available.AsSpan().SequenceEqual(through._available), $"{where}: another mask");
            Assert.True(_alive.AsSpan().SequenceEqual(through._alive), $"{where}: others are alive");
            AssertEqual(_features, through._features, $"{where}, feature");
            AssertEqual(_entities, through._entities, $"{where}, entity");
            Assert.True(_absent.AsSpan().SequenceEqual(through._absent), $"{where}: other entities are absent");
            Assert.True(_hidden.AsSpan().SequenceEqual(through._hidden), $"{where}: other entities are hidden");
            AssertEqual(_statistics, through._statistics, $"{where}, statistic");
        }

        private static void AssertEqual(float[] told, float[] through, string where)
        {
            for (int i = 0; i < told.Length; i++)
            {
                Assert.True(told[i].Equals(through[i]), $"{where}, number {i}: {through[i]:R} through the protocol, {told[i]:R} in the simulator");
            }
        }
    }
}
