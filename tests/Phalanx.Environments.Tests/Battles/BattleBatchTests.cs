using Phalanx.Environments.Battles;
using Phalanx.Environments.Tests.Battles.Simulation;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Battles as environments. That every registered one keeps the contract is tested with all other environments.</summary>
public class BattleBatchTests
{
    private const int Stop = 1;

    [Theory]
    [InlineData("3m", 9, 30, 48)]
    [InlineData("8m", 14, 80, 168)]
    [InlineData("25m", 31, 250, 950)]
    [InlineData("5m_vs_6m", 12, 55, 98)]
    [InlineData("8m_vs_9m", 15, 85, 179)]
    [InlineData("10m_vs_11m", 17, 105, 243)]
    [InlineData("27m_vs_30m", 36, 285, 1170)]
    [InlineData("MMM", 16, 160, 290)]
    [InlineData("MMM2", 18, 176, 322)]
    [InlineData("2s3z", 11, 80, 120)]
    [InlineData("3s5z", 14, 128, 216)]
    [InlineData("3s5z_vs_3s6z", 15, 136, 230)]
    [InlineData("3s_vs_3z", 9, 36, 54)]
    [InlineData("3s_vs_4z", 10, 42, 61)]
    [InlineData("3s_vs_5z", 11, 48, 68)]
    [InlineData("1c3s5z", 15, 162, 270)]
    [InlineData("2m_vs_1z", 7, 16, 26)]
    [InlineData("corridor", 30, 156, 282)]
    [InlineData("6h_vs_8z", 14, 78, 140)]
    [InlineData("2s_vs_1sc", 7, 17, 27)]
    [InlineData("so_many_baneling", 38, 202, 397)]
    [InlineData("bane_vs_bane", 30, 336, 984)]
    [InlineData("2c_vs_64zg", 70, 332, 342)]
    [InlineData("5m", 11, 50, 90)]
    public void A_registered_battle_has_the_sizes_of_smac(string map, int actions, int observation, int state)
    {
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()[$"battle/{map}"].SpecOf();
        Assert.Equal(($"battle/{map}", actions, observation, state), (spec.Name, spec.Actions.Count, spec.ObservationSize, spec.StateSize));
    }

    [Fact]
    public void A_battle_declares_its_statistics_scripts_and_entities()
    {
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()["battle/2s3z"].SpecOf();
        Assert.Equal(["battle_won", "dead_allies", "dead_enemies", "timed_out"], spec.Statistics);
        Assert.Equal(["heuristic", "focus", "hold"], spec.Scripts);
        Assert.True(spec.DeclaresAlive);
        Assert.Equal(10, spec.Entities!.Count);
        Assert.Equal((120, 5, 7), (spec.EpisodeLimit, spec.Agents, spec.AgentFeatureSize));
    }

    [Fact]
    public void An_unavailable_action_is_refused_with_its_place()
    {
        BattleBatch batch = Duel();
        batch.Reset(0, 11);
        batch.Step(Stop);
        Assert.Equal(
            "environment 'duel', episode seed 11, step 1: agent 0 was told to attack enemy 1, action 7, which is not available; choose one of 1, 2, 3, 4, 5, 6",
            Assert.Throws<EnvironmentContractException>(() => batch.Step(7)).Message);
        Assert.Throws<EnvironmentContractException>(() => batch.Step(0));
    }

    [Fact]
    public void A_lenient_battle_takes_what_is_unavailable_as_stop()
    {
        (BattleBatch lenient, BattleBatch strict) = (Duel(new BattleMapSettings { Lenient = true }), Duel());
        lenient.Reset(0, 11);
        strict.Reset(0, 11);
        for (int step = 0; step < 5; step++)
        {
            Assert.Equal(strict.Step(Stop), lenient.Step(step % 2 == 0 ? 7 : 0));
            Assert.Equal(strict.Observations(), lenient.Observations());
            Assert.Equal(strict.State(), lenient.State());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_the_limit_a_battle_ends_or_is_cut_off(bool continuing)
    {
        BattleBatch batch = Duel(new BattleMapSettings { ContinuingEpisode = continuing });
        batch.Reset(0, 1);
        for (int step = 1; step < 10; step++)
        {
            Assert.False(batch.Step(Stop).Ended);
        }

        StepResult last = batch.Step(Stop);
        Assert.Equal((!continuing, continuing), (last.Terminated, last.Truncated));
        Assert.Equal([0, 0, 0, 1], Statistics(batch));
        Assert.Throws<EnvironmentContractException>(() => batch.Step(Stop));
    }

    [Fact]
    public void Agents_features_are_the_rows_of_the_state()
    {
        IEnvironmentBatch batch = Registered("2s3z");
        RandomPlay.Play(batch, seed: 3, steps: 20);
        EnvironmentSpec spec = batch.Spec;
        float[] features = new float[spec.Agents * spec.AgentFeatureSize];
        batch.WriteAgentFeatures([0], features);
        Assert.Equal(batch.State()[..features.Length], features);
    }

    [Fact]
    public void The_dead_are_not_alive_and_hidden_from_others_and_never_absent()
    {
        IEnvironmentBatch batch = Registered("3m");
        RandomPlay.Play(batch, seed: 3, int.MaxValue);
        EnvironmentSpec spec = batch.Spec;
        EntitySpec entities = spec.Entities!;
        bool[] absent = new bool[entities.Count];
        bool[] hidden = new bool[spec.Agents * entities.Count];
        batch.WriteEntities([0], new float[entities.Count * entities.Width], absent, hidden);
        bool[] alive = batch.Alive();
        Assert.Equal(Statistics(batch)[1], alive.Count(lives => !lives));
        Assert.Contains(false, alive);
        Assert.DoesNotContain(true, absent);
        for (int agent = 0; agent < spec.Agents; agent++)
        {
            for (int other = 0; other < spec.Agents; other++)
            {
                Assert.True(alive[other] || agent == other || hidden[(agent * entities.Count) + other]);
            }
        }
    }

    [Fact]
    public void A_script_plays_by_its_number()
    {
        IEnvironmentBatch batch = Registered("3m");
        batch.Reset(0, 1);
        var results = new StepResult[1];
        int steps = 0;
        while (!results[0].Ended)
        {
            batch.StepByScript(0, [0], results);
            steps++;
        }

        Assert.InRange(steps, 10, 59);
        batch.Reset(0, 1);
        Assert.Throws<EnvironmentContractException>(() => batch.StepByScript(3, [0], results));
    }

    [Fact]
    public void Environments_do_the_same_beside_any_others_and_in_any_order()
    {
        const int Count = 5;
        IEnvironmentBatch alone = Registered("2s3z", Count);
        var expected = Enumerable.Range(0, Count).Select(environment => Played(alone, [environment], steps: 30)).ToArray();
        IEnvironmentBatch together = Registered("2s3z", Count);
        double[][] forwards = Played(together, [0, 1, 2, 3, 4], steps: 30);
        double[][] backwards = Played(together, [4, 3, 2, 1, 0], steps: 30);
        for (int environment = 0; environment < Count; environment++)
        {
            Assert.Equal(expected[environment][0], forwards[environment]);
            Assert.Equal(expected[environment][0], backwards[Count - 1 - environment]);
        }
    }

    [Theory]
    [InlineData("3m")]
    [InlineData("MMM2")]
    [InlineData("2c_vs_64zg")]
    [InlineData("corridor")]
    public void A_battle_after_any_other_is_as_new(string map)
    {
        IEnvironmentBatch used = Registered(map);
        for (ulong seed = 1; seed < 4; seed++)
        {
            RandomPlay.Play(used, seed, steps: (int)(40 * seed));
            IEnvironmentBatch fresh = Registered(map);
            List<(StepResult Result, float[] State)>[] played = [.. new[] { fresh, used }.Select(batch =>
            {
                List<(StepResult, float[])> steps = [];
                RandomPlay.Play(batch, seed + 100, 60, result => steps.Add((result, batch.State())));
                return steps;
            })];
            Assert.Equal(played[0].Select(step => step.Result), played[1].Select(step => step.Result));
            Assert.Equal(played[0].Select(step => step.State), played[1].Select(step => step.State));
        }
    }

    [Fact]
    public void A_generated_battle_after_any_other_is_as_new()
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()["battle/v2/terran_10_vs_11"];
        IEnvironmentBatch used = definition.Create(null, 1);
        for (ulong seed = 0; seed < 5; seed++)
        {
            RandomPlay.Play(used, seed, int.MaxValue);
            IEnvironmentBatch fresh = definition.Create(null, 1);
            RandomPlay.Play(fresh, seed + 50, steps: 40);
            RandomPlay.Play(used, seed + 50, steps: 40);
            Assert.Equal(fresh.State(), used.State());
        }
    }

    /// <summary>Steps of the first action that is available, in several environments at once; the rewards of each.</summary>
    private static double[][] Played(IEnvironmentBatch batch, int[] environments, int steps)
    {
        EnvironmentSpec spec = batch.Spec;
        int width = spec.Agents * spec.Actions.Count;
        bool[] available = new bool[environments.Length * width];
        int[] actions = new int[environments.Length * spec.Agents];
        var results = new StepResult[environments.Length];
        List<double>[] rewards = [.. environments.Select(_ => new List<double>())];
        foreach (int environment in environments)
        {
            batch.Reset(environment, (ulong)environment + 7);
        }

        for (int step = 0; step < steps; step++)
        {
            batch.WriteAvailableActions(environments, available);
            for (int agent = 0; agent < actions.Length; agent++)
            {
                // Walk east, then attack the first in reach.
                Span<bool> mask = available.AsSpan(agent * spec.Actions.Count, spec.Actions.Count);
                int target = mask[6..].IndexOf(true);
                actions[agent] = target >= 0 ? 6 + target : mask[4] ? 4 : mask.IndexOf(true);
            }

            batch.Step(environments, new JointAction(actions), results);
            for (int row = 0; row < environments.Length; row++)
            {
                rewards[row].Add(results[row].Reward);
                Assert.False(results[row].Ended);
            }
        }

        return [.. rewards.Select(row => row.ToArray())];
    }

    private static float[] Statistics(IEnvironmentBatch batch)
    {
        float[] statistics = new float[batch.Spec.Statistics.Count];
        batch.WriteStatistics([0], statistics);
        return statistics;
    }

    private static IEnvironmentBatch Registered(string map, int count = 1) => EnvironmentRegistry.WithBuiltIns()[$"battle/{map}"].Create(null, count);

    /// <summary>One marine against two too strong to die, of which one is in reach and one is not, for ten steps.</summary>
    private static BattleBatch Duel(BattleMapSettings? settings = null)
    {
        UnitType idle = Catalogue.Unit(BattleProfile.Sc2, "marine") with { Weapon = null, Health = 1e5 };
        settings ??= new BattleMapSettings();
        BattlePlan plan = Arena.Of(settings, [Unit("marine", 10, 16)], [new Placed(idle, 13, 16), new Placed(idle, 25, 16)]).Rules.Plan;
        return new BattleBatch(plan with { Scenario = plan.Scenario with { Name = "duel", EpisodeLimit = 10 } }, settings, 1);
    }
}
