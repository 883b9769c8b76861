using BenchmarkDotNet.Attributes;
using Phalanx.Cli.Watching;
using Phalanx.Learning.Runs;
using Spectre.Console;

namespace Phalanx.Benchmarks;

/// <summary>What watching costs a run: a frame of its live picture with its files read, and <c>progress.json</c> written and read.</summary>
[MemoryDiagnoser]
#pragma warning disable CA1001 // The runner calls Cleanup.
public class WatchingBenchmarks
#pragma warning restore CA1001
{
    private readonly string _folder = Directory.CreateTempSubdirectory("phalanx-").FullName;
    private Heartbeat _heartbeat = null!;
    private MetricsFollower _metrics = null!;
    private IAnsiConsole _console = null!;

    /// <summary>The tests of the run.</summary>
    [Params(100, 10_000)]
    public int Tests { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        string metrics = Path.Combine(_folder, "metrics.csv");
        File.WriteAllText(metrics, string.Join(',', MetricsColumns.Common) + "\n" + string.Concat(Enumerable.Range(1, Tests).Select(test => $"{test * 1000},{test},{test % 17}.5,1.25,0.5,0.0117,3.25,0.05\n")));
        _metrics = new MetricsFollower(metrics);
        _metrics.Follow();
        _heartbeat = new Heartbeat(Path.Combine(_folder, "progress.json"), Tests * 1000, new RunCounts(Tests * 600, 1, 1, Tests, null), () => TimeSpan.FromSeconds(60));
        _heartbeat.Begin();
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(TextWriter.Null) });
        _console.Profile.Width = 100;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _heartbeat.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public void Frame()
    {
        RunStatus status = _heartbeat.Status;
        _metrics.Follow();
        var title = new RunTitle("qmix", "battle/3m", "1", Tests * 1000, _folder);
        _console.Write(new RunPicture(new RunView(title, new RunSighting(status.State, status, null), _metrics)));
    }

    [Benchmark]
    public void WriteProgress() => _heartbeat.End(RunState.Running);

    [Benchmark]
    public RunSighting Look() => new RunWatch(_folder).Look();
}
