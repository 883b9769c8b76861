using Phalanx.Environments;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Client;

/// <summary>What goes wrong with a game costs one battle, is told, and is counted (battles.md, 7.5 and 7.6).</summary>
public class GameFaultsTests
{
    private static readonly StarCraftSettings Impatient = new() { RequestTimeout = 0.25, LaunchTimeout = 5 };
    private static readonly StarCraftSettings Patient = Impatient with { RequestTimeout = 20, LaunchTimeout = 20 };

    public static TheoryData<FaultKind> Losing =>
        [.. Enum.GetValues<FaultKind>().Where(kind => new ScriptedFault(kind) is { Loses: true, IsOfStart: false })];

    [Theory]
    [MemberData(nameof(Losing))]
    public void A_fault_at_any_message_loses_one_battle_and_nothing_else(FaultKind kind)
    {
        // Five messages start a game, then a step has three, and so has the beginning of another battle. The world has two battles in forty messages or so.
        int[] at = kind == FaultKind.Stall ? [0, 3, 6, 10] : [.. Enumerable.Range(0, 30), .. Enumerable.Range(190, 15)];
        Assert.All(at, message =>
        {
            List<string> told = [];
            var server = new ScriptedServer("3m") { FaultOf = start => start == 0 ? new ScriptedFault(kind, message) : default };
            using StarCraftBatch batch = Play.Batch(server, 1, kind == FaultKind.Stall ? Impatient : Patient, told.Add);
            int lost = 0;
            int battles = 0;
            for (ulong episode = 0; episode < 8; episode++)
            {
                Play.Episodes(batch, episode, (_, result) =>
                {
                    battles += result.Ended ? 1 : 0;
                    lost += result.Ended && Lost(batch) ? 1 : 0;
                    Assert.True(result.Reward == 0 || !(result.Ended && Lost(batch)));
                });
            }

            ScriptedHost first = server.Hosts.Last();
            Assert.True(first.Faulted, $"message {message} was never sent");
            Assert.True(first.IsDisposed);
            Assert.Equal(2, server.Started);
            Assert.Equal(8, battles);
            Assert.InRange(lost, 0, 1);
            Assert.StartsWith("[sc2/3m] game 0 ", Assert.Single(told), StringComparison.Ordinal);
            Assert.Equal([1f], Play.Restarts(batch));
        });
    }

    [Theory]
    [InlineData(FaultKind.Drop, "lost the connection (")]
    [InlineData(FaultKind.Close, "closed the connection;")]
    [InlineData(FaultKind.Exit, "; it ended with exit code 139; its last lines: segmentation fault;")]
    [InlineData(FaultKind.Error, "answered 'Action' with an error: Game has already ended;")]
    [InlineData(FaultKind.WrongId, "answered 'Action' with the number 7 in place of 6;")]
    [InlineData(FaultKind.NoStatus, "answered 'Action' without a status;")]
    [InlineData(FaultKind.Ended, "is in status 'Ended' after 'Action', not in 'InGame';")]
    [InlineData(FaultKind.OtherAnswer, "answered something else than 'Action';")]
    [InlineData(FaultKind.Garbage, "sent a message that is damaged: it has a field of 65535 bytes in the last 1;")]
    [InlineData(FaultKind.Text, "sent a text where a message was expected;")]
    [InlineData(FaultKind.Stall, "did not answer 'Action' within 0.25 s; env.request_timeout changes that;")]
    public void What_went_wrong_is_told(FaultKind kind, string reason)
    {
        List<string> told = [];
        var server = new ScriptedServer("3m") { FaultOf = start => start == 0 ? new ScriptedFault(kind, 5) : default };
        using StarCraftBatch batch = Play.Batch(server, 1, kind == FaultKind.Stall ? Impatient : Patient, told.Add);
        Play.Episodes(batch, 1);
        string line = Assert.Single(told);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.EndsWith("; it is started anew (restart 1 of this game)", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_game_does_not_touch_those_beside_it()
    {
        var server = new ScriptedServer("3m") { FaultOf = start => start == 1 ? new ScriptedFault(FaultKind.Drop, 20) : default };
        using StarCraftBatch batch = Play.Batch(server, 3, Impatient);
        int[] ended = new int[3];
        for (ulong episode = 0; episode < 4; episode++)
        {
            Play.Episodes(batch, episode, (environment, result) => ended[environment] += result.Ended ? 1 : 0);
        }

        Assert.Equal([4, 4, 4], ended);
        Assert.Equal(1f, Play.Restarts(batch).Sum());
        Assert.Equal(4, server.Started);
    }

    [Theory]
    [InlineData(FaultKind.EarlyExit, "did not begin to listen: it ended with exit code 7; its last lines: no licence")]
    [InlineData(FaultKind.PortTaken, "answers with HTTP 200")]
    public void A_game_that_never_starts_ends_the_run_with_a_sentence(FaultKind kind, string reason)
    {
        List<string> told = [];
        var server = new ScriptedServer("3m") { FaultOf = _ => new ScriptedFault(kind) };
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(() => Play.Batch(server, 1, Impatient, told.Add));
        Assert.StartsWith("environment 'sc2/3m': the game could not be started 4 times in a row, the last time because it ", end.Message, StringComparison.Ordinal);
        Assert.Contains(reason, end.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Started);
        Assert.Equal(4, told.Count);
        Assert.All(server.Hosts, host => Assert.True(host.IsDisposed));
    }

    [Fact]
    public void A_start_that_fails_three_times_is_tried_again()
    {
        var server = new ScriptedServer("3m") { FaultOf = start => start < 3 ? new ScriptedFault(FaultKind.EarlyExit) : default };
        using StarCraftBatch batch = Play.Batch(server, 1, Impatient);
        Play.Episodes(batch, 1);
        Assert.Equal(4, server.Started);
    }

    [Fact]
    public void A_game_that_does_not_start_again_ends_the_run_in_its_episode()
    {
        var server = new ScriptedServer("3m") { FaultOf = start => start == 0 ? new ScriptedFault(FaultKind.Drop, 9) : new ScriptedFault(FaultKind.EarlyExit) };
        using StarCraftBatch batch = Play.Batch(server, 1, Impatient);
        Play.Episodes(batch, 1);
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(() => Play.Episodes(batch, 77));
        Assert.Equal(77ul, end.EpisodeSeed);
        Assert.StartsWith("game 0 could not be started 4 times in a row", end.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_that_breaks_in_every_battle_ends_the_run()
    {
        var server = new ScriptedServer("3m") { FaultOf = _ => new ScriptedFault(FaultKind.Error, 6) };
        using StarCraftBatch batch = Play.Batch(server, 1, Impatient);
        int played = 0;
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(() =>
        {
            for (; played < 100; played++)
            {
                Play.Episodes(batch, (ulong)played);
            }
        });
        Assert.Equal(StarCraftGame.MostLostBattles, played);
        Assert.StartsWith("game 0 was lost in 11 battles in a row, the last time because it answered 'Step' with an error", end.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_the_game_does_not_take_is_told()
    {
        var server = new ScriptedServer("3m") { CreateError = ResponseCreateGame.Types.Error.InvalidMapData };
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(() => Play.Batch(server, 1, Impatient));
        Assert.EndsWith("because it does not create the game on 'SMAC_Maps/3m.SC2Map' (InvalidMapData: told so)", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_of_another_version_does_not_take_the_place_of_one_that_was_lost()
    {
        var server = new ScriptedServer("3m") { FaultOf = start => start == 0 ? new ScriptedFault(FaultKind.Drop, 9) : default };
        using StarCraftBatch batch = Play.Batch(server, 1, Impatient);
        server.Version = "5.0.0";
        Play.Episodes(batch, 1);
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(() => Play.Episodes(batch, 2));
        Assert.EndsWith("is of version 5.0.0 (75689), the first one of 4.10.0.75689 (75689)", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_that_never_come_lose_the_game()
    {
        var server = new ScriptedServer("3m") { HiddenLoops = 100_000 };
        using StarCraftBatch batch = Play.Batch(server, 1, Impatient);
        EnvironmentContractException end = Assert.Throws<EnvironmentContractException>(() => Play.Episodes(batch, 1));
        Assert.Contains("units of the team and", end.Message, StringComparison.Ordinal);
    }

    private static bool Lost(StarCraftBatch batch)
    {
        float[] statistics = new float[batch.Spec.Statistics.Count];
        batch.WriteStatistics([0], statistics);
        return statistics.AsSpan(0, 4).IndexOfAnyExcept(0f) < 0;
    }
}
