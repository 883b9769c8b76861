using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Benchmarks;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench training</c>: where the time of a run goes.</summary>
internal sealed class BenchTrainingCommand : Command
{
    private const long DefaultSteps = 20_000;

    private readonly Library _library;
    private readonly Argument<string> _algorithm = new("algorithm") { Description = "What learns; 'phalanx list algorithms' names them." };
    private readonly Argument<string> _environment = new("environment") { Description = "Where; 'phalanx list environments' names them." };
    private readonly PresetOption _preset = new();
    private readonly SetOption _set = new();
    private readonly StepsOption _steps = new();
    private readonly ThreadsOption _threads = new("all that the machine has");
    private readonly JsonOption _json = new();

    public BenchTrainingCommand(Library library)
        : base("training", $"A run of {DefaultSteps:N0} steps, or of --steps, and the time of acting, stepping, sampling, learning, testing and saving.")
    {
        _library = library;
        Add(_algorithm);
        Add(_environment);
        Add(_preset);
        Add(_set);
        Add(_steps);
        Add(_threads);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        RunSettings settings = _library.Settings.Resolve(new RunRequest
        {
            Algorithm = result.GetValue(_algorithm),
            Environment = result.GetValue(_environment),
            Preset = result.GetValue(_preset),
            Set = result.GetValue(_set) ?? [],
            Steps = result.GetValue(_steps) ?? DefaultSteps,
        }).Run;
        int threads = result.GetValue(_threads) ?? Environment.ProcessorCount;
        double peak = PeakBenchmark.Of(KernelBenchmarks.Create(threads, null, cancellation), threads);
        var training = TrainingBenchmark.Measure(settings, _library, threads, cancellation);
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, Document(settings, threads, peak, training));
        }
        else
        {
            Print(output, settings, threads, peak, training);
        }

        return ExitCode.Done;
    }

    private static JsonObject Document(RunSettings settings, int threads, double peak, TrainingBenchmark training) => new()
    {
        ["machine"] = Machine.Current.ToJson(),
        ["version"] = Build.Version,
        ["threads"] = threads,
        ["algorithm"] = settings.AlgorithmName,
        ["environment"] = settings.EnvironmentName,
        ["steps"] = training.Steps,
        ["training_steps"] = training.TrainingSteps,
        ["seconds"] = training.Time.TotalSeconds,
        ["peak"] = peak,
        ["stages"] = new JsonArray(
        [
            .. training.Stages.Select(stage => new JsonObject
            {
                ["name"] = stage.Name,
                ["seconds"] = stage.Time.TotalSeconds,
                ["longest_seconds"] = stage.Longest?.TotalSeconds,
                ["share"] = stage.Time / training.Time,
                ["gflops"] = stage.Gigaflops,
                ["peak_share"] = stage.Gigaflops / peak,
            }),
        ]),
    };

    private static void Print(TextWriter output, RunSettings settings, int threads, double peak, TrainingBenchmark training)
    {
        double seconds = training.Time.TotalSeconds;
        output.WriteLine($"{Tool.Name} {Build.Version}, {threads} thread{(threads == 1 ? "" : "s")}");
        output.WriteLine($"{Machine.Current}");
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.AlgorithmName} on {settings.EnvironmentName}: {training.Steps} steps and {training.TrainingSteps} training steps in {seconds:F1} s, {training.Steps / seconds:F0} steps/s; peak {peak:F0} GFLOP/s"));
        output.WriteLine();
        output.WriteLine($"{"stage",-10}{"seconds",10}{"of time",10}{"longest, s",12}{"GFLOP/s",10}{"of peak",10}");
        foreach (TrainingBenchmark.Stage stage in training.Stages)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{stage.Name,-10}{stage.Time.TotalSeconds,10:F2}{stage.Time / training.Time,10:P1}{stage.Longest?.TotalSeconds,12:F3}{stage.Gigaflops,10:F1}{stage.Gigaflops / peak,10:P0}").TrimEnd());
        }
    }
}
