using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Client;

[Collection(AllocationCollection.Name)]
public sealed class StarCraftBatchTests : IDisposable
{
    private static readonly string[] SmacStatistics = ["battle_won", "dead_allies", "dead_enemies", "timed_out"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Maps => [.. StarCraftGames.Maps];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Maps))]
    public void Every_map_is_played_to_its_end(string map)
    {
        var server = new ScriptedServer(map);
        using StarCraftBatch batch = Play.Batch(server, 2);
        Assert.Equal([.. SmacStatistics, StarCraftBatch.Restarts], batch.Spec.Statistics);
        for (ulong episode = 0; episode < 2; episode++)
        {
            Assert.All(Play.Episodes(batch, episode), value => Assert.True(double.IsFinite(value)));
        }

        Assert.Equal(2, server.Started);
        Assert.Equal([0f, 0f], Play.Restarts(batch));
    }

    [Fact]
    public void Agents_see_what_the_game_has()
    {
        var server = new ScriptedServer("MMM2");
        using StarCraftBatch batch = Play.Batch(server, 1);
        batch.Reset(0, 1);
        float[] state = new float[batch.Spec.StateSize];
        batch.WriteState([0], state);

        // Ids by type, then from the left: marauders 0 and 1, marines, and the medivac last; its energy stands where others have their cooldown.
        BattlePlan plan = server.Plan;
        var rules = new SmacRules(plan.Scenario, new StarCraftSettings());
        float[] rows = state[..(rules.Allies * rules.AllyRow)];
        Assert.Equal([1f, 0f, 0f], rows[(rules.AllyRow - 3)..rules.AllyRow]);
        Assert.Equal([0f, 0f, 1f], rows[^3..]);
        Assert.Equal(50f / 200, rows[^(rules.AllyRow - 1)]);
        Assert.Equal(plan.Scenario.Enemies, Enumerable.Range(0, plan.Scenario.Enemies).Count(enemy => state[rows.Length + (enemy * rules.EnemyRow)] == 1));
    }

    /// <summary>Rows 3 and 5 of the scripted server's list (battles.md, 7.6): what a game may do otherwise changes nothing of what agents see.</summary>
    [Fact]
    public void Numbers_of_types_and_forms_of_pictures_and_pieces_of_frames_change_nothing()
    {
        IReadOnlyList<double> expected = Seen(new ScriptedServer("2s3z"));
        Assert.Equal(expected, Seen(new ScriptedServer("2s3z") { FirstType = 2000 }));
        Assert.Equal(expected, Seen(new ScriptedServer("2s3z") { PathingInBytes = true }));
        Assert.Equal(expected, Seen(new ScriptedServer("2s3z") { FaultOf = _ => new ScriptedFault(FaultKind.NotFound) }));
        for (int message = 0; message < 12; message++)
        {
            int at = message;
            Assert.Equal(expected, Seen(new ScriptedServer("2s3z") { FaultOf = _ => new ScriptedFault(FaultKind.Fragment, at) }));
        }
    }

    /// <summary>Row 5 of that list: the game may take some loops to place all units.</summary>
    [Fact]
    public void A_battle_begins_when_all_units_are_there()
    {
        var server = new ScriptedServer("2s3z") { HiddenLoops = 37 };
        using StarCraftBatch batch = Play.Batch(server, 1);
        batch.Reset(0, 1);
        bool[] alive = new bool[batch.Spec.Agents];
        batch.WriteAlive([0], alive);
        Assert.DoesNotContain(false, alive);
        Assert.Equal(37u, Assert.Single(server.Hosts).Loop);
        Play.Episodes(batch, 2);
        Assert.Equal([0f], Play.Restarts(batch));
    }

    [Fact]
    public void Every_command_is_what_its_agent_was_told()
    {
        var server = new ScriptedServer("MMM");
        using StarCraftBatch batch = Play.Batch(server, 1);
        Play.Episodes(batch, 3);
        Play.Episodes(batch, 4);
        Assert.All(server.Commands, command =>
        {
            Assert.Single(command.UnitTags);
            Assert.False(command.QueueCommand);
            Assert.Equal(
                command.TargetCase,
                command.AbilityId switch
                {
                    Abilities.Move => ActionRawUnitCommand.TargetOneofCase.TargetWorldSpacePos,
                    Abilities.Stop => ActionRawUnitCommand.TargetOneofCase.None,
                    _ => ActionRawUnitCommand.TargetOneofCase.TargetUnitTag,
                });
        });
        Assert.Equal(
            [Abilities.Stop, Abilities.Move, Abilities.Attack, Abilities.Heal],
            server.Commands.Select(command => command.AbilityId).Distinct().Order());
    }

    [Fact]
    public void The_game_is_created_as_SMAC_creates_it()
    {
        var server = new ScriptedServer("corridor");
        using (Play.Batch(server, 1, new StarCraftSettings { Seed = 40, Difficulty = StarCraftDifficulty.Hard }))
        {
            RequestCreateGame create = Assert.Single(server.Created);
            Assert.Equal("SMAC_Maps/corridor.SC2Map", create.LocalMap.MapPath);
            Assert.Equal("the bytes of a map", create.LocalMap.MapData.ToStringUtf8());
            Assert.Equal([PlayerType.Participant, PlayerType.Computer], create.PlayerSetup.Select(player => player.Type));
            Assert.Equal((Race.Zerg, Difficulty.Hard), (create.PlayerSetup[1].Race, create.PlayerSetup[1].Difficulty));
            Assert.Equal(40u, create.RandomSeed);
            Assert.False(create.Realtime);
        }

        Assert.True(Assert.Single(server.Hosts).WasAskedToQuit);
    }

    [Fact]
    public void A_game_says_which_it_is()
    {
        using StarCraftBatch batch = Play.Batch(new ScriptedServer("3m"), 1);
        Assert.Equal(
            [("base_build", "75689"), ("data_build", "75689"), ("data_version", "B89B"), ("game_version", "4.10.0.75689")],
            batch.Simulator.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public void A_command_that_is_not_obeyed_is_told_once()
    {
        List<string> told = [];
        using (StarCraftBatch batch = Play.Batch(new ScriptedServer("3m") { ObeysCommands = false }, 1, listener: told.Add))
        {
            Play.Episodes(batch, 1);
            Play.Episodes(batch, 2);
        }

        Assert.Equal(["[sc2/3m] game 0 did not obey a command (result 3); further ones are not told"], told);
    }

    [Fact]
    public void Replays_are_saved_when_a_game_ends()
    {
        var server = new ScriptedServer("3m");
        using (StarCraftBatch batch = Play.Batch(server, 2, new StarCraftSettings { ReplayDir = _folder.At("replays") }))
        {
            Play.Episodes(batch, 1);
            Play.Episodes(batch, 2);
        }

        Assert.Equal(["3m-game0-0.SC2Replay", "3m-game1-0.SC2Replay"], Directory.GetFiles(_folder.At("replays")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("replay of 2 battles", File.ReadAllText(_folder.At("replays", "3m-game0-0.SC2Replay")));
    }

    /// <summary>A game stands still after 2^19 loops, and needs another process to be restarted after 2^18.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_game_that_was_played_for_long_is_restarted(bool needsProcess)
    {
        var server = new ScriptedServer("2m_vs_1z") { NeedsHardReset = needsProcess };
        using StarCraftBatch batch = Play.Batch(server, 1, new StarCraftSettings { StepMul = 64 });
        uint most = 0;
        for (ulong episode = 0; server.RestartsInPlace == 0 && episode < 10000; episode++)
        {
            Play.Episodes(batch, episode);
            most = Math.Max(most, server.Hosts.Max(host => host.Loop));
        }

        Play.Episodes(batch, 1);
        Assert.InRange(most, 200_000u, (1u << 18) - 1);
        Assert.Equal(needsProcess ? 2 : 1, server.Started);
        Assert.Equal([0f], Play.Restarts(batch));
    }

    /// <summary>Below a socket the runtime allocates a little now and then, so the least of several counts.</summary>
    [Fact]
    public void Steps_and_beginnings_of_episodes_allocate_nothing()
    {
        using StarCraftBatch batch = Play.Batch(new ScriptedServer("MMM2"), 1);
        Play.Episodes(batch, 1);
        EnvironmentSpec spec = batch.Spec;
        bool[] available = new bool[spec.Agents * spec.Actions.Count];
        float[] observations = new float[spec.Agents * spec.ObservationSize];
        int[] actions = new int[spec.Agents];
        StepResult[] results = [new(0, Terminated: true, Truncated: false)];
        (long ofStep, long ofBeginning) = (long.MaxValue, long.MaxValue);
        for (int step = 0; step < 400; step++)
        {
            // Of this thread alone: the scripted game allocates on its own.
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool begins = results[0].Ended;
            if (begins)
            {
                batch.Reset(0, (ulong)step);
            }

            batch.WriteAvailableActions([0], available);
            batch.WriteObservations([0], observations);
            for (int agent = 0; agent < actions.Length; agent++)
            {
                actions[agent] = available.AsSpan(agent * spec.Actions.Count, spec.Actions.Count).LastIndexOf(true);
            }

            batch.Step([0], new JointAction(actions), results);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            (ofStep, ofBeginning) = begins ? (ofStep, Math.Min(ofBeginning, allocated)) : (Math.Min(ofStep, allocated), ofBeginning);
        }

        Assert.Equal((0, 0), (ofStep, ofBeginning));
    }

    [Fact]
    public void Games_are_played_on_several_threads_at_once()
    {
        var server = new ScriptedServer("3m");
        using StarCraftBatch batch = Play.Batch(server, 4);
        Parallel.For(0, 4, environment =>
        {
            using IEnvironmentBatch own = new OneOf(batch, environment);
            for (ulong episode = 0; episode < 5; episode++)
            {
                Play.Episodes(own, episode);
            }
        });
        Assert.Equal(4, server.Started);
        Assert.Equal([0f, 0f, 0f, 0f], Play.Restarts(batch));
    }

    /// <summary>Everything that an agent sees in two episodes, in a row.</summary>
    private static List<double> Seen(ScriptedServer server)
    {
        using StarCraftBatch batch = Play.Batch(server, 1);
        List<double> seen = [];
        float[] state = new float[batch.Spec.StateSize];
        float[] observations = new float[batch.Spec.Agents * batch.Spec.ObservationSize];
        for (ulong episode = 0; episode < 2; episode++)
        {
            Play.Episodes(batch, episode, (environment, result) =>
            {
                batch.WriteState([environment], state);
                batch.WriteObservations([environment], observations);
                seen.AddRange([result.Reward, .. state, .. observations]);
            });
        }

        return seen;
    }

    /// <summary>One environment of a batch, as another batch.</summary>
    private sealed class OneOf(IEnvironmentBatch batch, int number) : IEnvironmentBatch
    {
        public EnvironmentSpec Spec => batch.Spec;

        public int Count => 1;

        public void Reset(int environment, ulong seed) => batch.Reset(number, seed);

        public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results) => batch.Step([number], actions, results);

        public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => batch.WriteObservations([number], observations);

        public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => batch.WriteState([number], states);

        public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => batch.WriteAvailableActions([number], available);
    }
}
