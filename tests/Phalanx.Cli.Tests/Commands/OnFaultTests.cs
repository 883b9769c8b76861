using Phalanx.Environments;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>What the tool does when an environment misbehaves.</summary>
public sealed class OnFaultTests : IDisposable
{
    private const string Options = "--steps 60 --set learner.batch_episodes=2 --set evaluation.interval=20 --set evaluation.episodes=2";

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fault_ends_a_run_with_1_and_one_line_and_the_run_goes_on_when_it_may_skip()
    {
        var stopped = CommandLine.Run($"train vdn loose --out {Run} {Options} --json", Loose());
        Assert.Equal(1, stopped.ExitCode);
        Assert.StartsWith("error: environment 'loose', episode ", stopped.Error, StringComparison.Ordinal);
        Assert.Contains(": Step threw InvalidOperationException (\"came loose\"); phase ", stopped.Error, StringComparison.Ordinal);
        Assert.EndsWith($"'{Environment.NewLine}", stopped.Error, StringComparison.Ordinal);
        Assert.StartsWith("environment 'loose'", stopped.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        var resumed = CommandLine.Run($"resume {Run} --on-fault skip:1000 --json", Loose());
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        long skipped = resumed.Json.GetProperty("skipped_episodes").GetInt64();
        Assert.InRange(skipped, 1, 999);
        var whole = CommandLine.Run($"train vdn loose --out {_folder["whole"]} {Options} --on-fault skip:1000 --json", Loose());
        Assert.Equal(skipped, whole.Json.GetProperty("skipped_episodes").GetInt64());
        Assert.Equal(File.ReadAllBytes(_folder["whole/metrics.csv"]), File.ReadAllBytes(_folder["run/metrics.csv"]));
    }

    [Fact]
    public void A_cell_of_a_sweep_is_told_to_skip()
    {
        string file = _folder.Write("sweep.yaml", "algorithms: [vdn]\nenvironments: [loose]\nseeds: [1]\nset:\n  training.steps: 20\n  learner.batch_episodes: 2\n");
        string command = $"sweep {file} --cells {_folder["cells"]} --out {_folder["study"]}";
        Assert.Equal(0, CommandLine.Run($"{command} --cell 0 --on-fault skip:1000", Loose()).ExitCode);
        string settings = Assert.Single(Directory.GetFiles(_folder["cells"], "settings.yaml", SearchOption.AllDirectories));
        Assert.Contains("skip_faults: 1000", File.ReadAllText(settings), StringComparison.Ordinal);
        Assert.Contains("--on-fault skip:7 --cell", CommandLine.Run($"{command} --on-fault skip:7 --sbatch", Loose()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("skip:0")]
    [InlineData("skip:-1")]
    [InlineData("skip:x")]
    [InlineData("go-on")]
    public void Anything_else_is_refused(string given) => CommandLine.Run($"train vdn loose --on-fault {given}", Loose())
        .AssertError(2, $"option '--on-fault' is '{given}'; it must be stop, or skip:N for up to N episodes, such as skip:10");

    private static Library Loose()
    {
        var registry = new EnvironmentRegistry();
        registry.Register("loose", "comes loose in one of eight episodes", () => new LooseEnvironment());
        return new Library { Environments = registry };
    }

    private sealed class LooseEnvironment : IEnvironment
    {
        private ulong _seed;
        private int _steps;

        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "loose",
            Agents = 2,
            Actions = ActionSpec.Discrete(2),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 4,
        };

        public void Reset(ulong seed) => (_seed, _steps) = (seed, 0);

        public StepResult Step(JointAction action)
        {
            _steps++;
            return _steps == 3 && _seed % 8 == 0
                ? throw new InvalidOperationException("came loose")
                : new StepResult(action.Discrete[0], Truncated: _steps == 4);
        }

        public void WriteObservations(Span<float> observations) => observations.Fill(_steps);

        public void WriteState(Span<float> state) => state.Fill(_steps);
    }
}
