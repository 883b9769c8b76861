using System.Text.Json;
using Phalanx.Cli.Replays;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Cli.Tests.Commands;

public sealed class RecordOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>All but those that need a file or a program.</summary>
    public static TheoryData<string> BuiltIns => [.. EnvironmentRegistry.WithBuiltIns().Names.Where(name => name != "external" && !name.EndsWith("/file", StringComparison.Ordinal))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Recording_an_evaluation_changes_none_of_its_figures()
    {
        CommandLine.Run($"train qmix matrix/resq-noisy --steps 60 --out {_folder["run"]}");
        JsonElement plain = CommandLine.Run($"evaluate {_folder["run"]} --json").Json;
        JsonElement recorded = CommandLine.Run($"evaluate {_folder["run"]} --record --json").Json;
        Assert.Equal(plain.GetProperty("figures").ToString(), recorded.GetProperty("figures").ToString());
        string path = Path.Combine(_folder["run"], "records", "60-seed0.phxr");
        Assert.Equal((path, 8), (recorded.GetProperty("record").GetString(), recorded.GetProperty("recorded_episodes").GetInt32()));
        using var record = RecordFile.Open(path);
        Assert.Equal((8, "q_tot", 60), (record.Episodes.Count, Assert.Single(record.Header.Joint), record.Header.TEnv));

        string lines = CommandLine.Run($"evaluate {_folder["run"]} --episodes 3 --record {_folder["a.phxr"]}").Output;
        Assert.EndsWith($"recorded 3 of them in {_folder["a.phxr"]}{Environment.NewLine}", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_seed_teams_of_any_age_play_the_same_episodes()
    {
        CommandLine.Run($"train qmix switch-2 --steps 300 --out {_folder["run"]} --set checkpoint.interval=100 --set evaluation.episodes=4");
        string[] checkpoints = [.. Directory.GetDirectories(Path.Combine(_folder["run"], "checkpoints")).Select(Path.GetFileName).OrderBy(long.Parse!)!];
        Assert.True(checkpoints.Length > 1);
        IEnumerable<string> Seeds(string options, string name)
        {
            Assert.Equal(0, CommandLine.Run($"evaluate {_folder["run"]} --record {_folder[name]} {options}").ExitCode);
            using var record = RecordFile.Open(_folder[name]);
            return [.. record.Episodes.Select(episode => episode.Seed)];
        }

        string[] early = [.. Seeds($"--seed 4 --at {checkpoints[0]}", "early.phxr")];
        Assert.Equal(early, Seeds("--seed 4", "late.phxr"));
        Assert.NotEqual(early, Seeds("--seed 5", "other.phxr"));
        Assert.NotEqual(Seeds($"--at {checkpoints[0]}", "closing-early.phxr"), Seeds("", "closing.phxr"));
    }

    [Fact]
    public void A_team_that_was_not_trained_can_be_recorded()
    {
        JsonElement played = CommandLine.Run($"evaluate --policy heuristic battle/3m --episodes 3 --record {_folder["h.phxr"]} --record-episodes 2 --json").Json;
        Assert.Equal(2, played.GetProperty("recorded_episodes").GetInt32());
        using var record = RecordFile.Open(_folder["h.phxr"]);
        Assert.Equal(("heuristic", "battle/3m", null), (record.Header.Policy, record.Header.Environment, record.Header.TEnv));
        Assert.All(record.Episodes, episode => Assert.NotNull(episode.Won));
    }

    [Theory]
    [InlineData("--policy random predator-prey --set env.episode_limit=20")]
    [InlineData("--policy heuristic battle/3m")]
    [InlineData("--policy random matrix/file --set env.path=PAYOFFS")]
    public void What_is_recorded_is_verified_where_it_is_asked_for(string team)
    {
        string payoffs = _folder.Write("payoffs.json", """{"payoff": [[1, 2], [3, 4]]}""");
        CommandLine run = CommandLine.Run($"evaluate {team.Replace("PAYOFFS", payoffs, StringComparison.Ordinal)} --episodes 3 --record {_folder["v.phxr"]} --verify");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith($"verified: played again, the episodes are the recorded ones{Environment.NewLine}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void What_is_recorded_of_any_built_in_environment_happens_again(string name)
    {
        CommandLine run = CommandLine.Run($"evaluate --policy random {name} --episodes 2 --record {_folder["v.phxr"]} --verify --json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(run.Json.GetProperty("verified").GetBoolean());
    }

    [Theory]
    [InlineData(false, "warning: of 'crowd' 300 items without an Id changed from one picture to the next; give each thing an Id that it keeps (FrameItem.Id), or records of it are large")]
    [InlineData(true, "")]
    public void Of_a_crowd_without_ids_a_warning_tells_how_its_records_become_small(bool ids, string warning)
    {
        var registry = new EnvironmentRegistry();
        registry.Register("crowd", "three hundred things move", () => new Crowd(ids));
        CommandLine run = CommandLine.Run($"evaluate --policy random crowd --episodes 2 --record {_folder["c.phxr"]}", new Library { Environments = registry });
        Assert.Equal((0, warning), (run.ExitCode, run.Error.TrimEnd()));
    }

    [Fact]
    public void A_run_is_verified_with_its_own_settings_and_an_environment_that_deceives_is_found_out()
    {
        CommandLine.Run($"train vdn predator-prey --steps 30 --set env.episode_limit=10 --set evaluation.episodes=4 --out {_folder["run"]}");
        Assert.True(CommandLine.Run($"evaluate {_folder["run"]} --record {_folder["a.phxr"]} --verify --json").Json.GetProperty("verified").GetBoolean());
        using var record = RecordFile.Open(_folder["a.phxr"]);
        EnvironmentDefinition environment = EnvironmentRegistry.WithBuiltIns()["predator-prey"];
        object settings = (PredatorPreySettings)environment.CreateDefaultSettings() with { EpisodeLimit = 9 };
        using IEnvironmentBatch other = environment.Create(settings, 1);
        string sentence = Assert.Throws<UserErrorException>(() => RecordTruth.ThrowIfOther("a.phxr", record, other)).Message;
        Assert.StartsWith("'a.phxr' is not what happens when it is played again: in episode 1, step ", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_change_nothing_and_files_that_cannot_be_written_are_refused()
    {
        CommandLine.Run($"train vdn matrix/qtran --steps 50 --out {_folder["run"]}");
        CommandLine.Run($"evaluate {_folder["run"]} --record-episodes 3").AssertError(2, "option '--record-episodes' is '3'; it changes nothing without --record");
        CommandLine.Run($"evaluate {_folder["run"]} --verify").AssertError(2, "option '--verify' is for what is recorded; it changes nothing without --record");
        CommandLine.Run($"evaluate {_folder["run"]} --record --record-episodes 0").AssertError(2, "option '--record-episodes' is '0'; it must be at least 1");
        CommandLine.Run($"evaluate {_folder["run"]} --at 7").AssertError(
            2, $"there is no checkpoint at t_env 7 in '{Path.Combine(_folder["run"], "checkpoints")}'; the nearest is at 0");
        CommandLine.Run("evaluate --policy random hunt --at 7").AssertError(2, "option '--at' is '7'; a team that was not trained has no checkpoints");
        Assert.Equal(2, CommandLine.Run($"evaluate {_folder["run"]} --record {_folder["none/a.phxr"]}").ExitCode);
    }

    /// <summary>One agent, and three hundred things that move with every step.</summary>
    private sealed class Crowd(bool ids) : IEnvironment
    {
        private int _steps;

        public EnvironmentSpec Spec { get; } = new() { Name = "crowd", Agents = 1, Actions = ActionSpec.Discrete(2), ObservationSize = 1, StateSize = 1, EpisodeLimit = 3 };

        public void Reset(ulong seed) => _steps = 0;

        public StepResult Step(JointAction action) => new(0, Truncated: ++_steps == Spec.EpisodeLimit);

        public void WriteObservations(Span<float> observations) => observations[0] = _steps;

        public void WriteState(Span<float> state) => state[0] = _steps;

        public Frame Draw() => new(20, 20, [.. Enumerable.Range(0, 300).Select(place =>
            FrameItem.InCell(FrameRole.Target, FrameShape.Ring, (place + _steps) % 20, place / 20) with { Id = ids ? place : null })]);
    }
}
