using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Cli.Benchmarks;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx bench cluster</c>: what other machines would do for a run, by a model of measured figures; or how much a hub works for many workers.</summary>
internal sealed class BenchClusterCommand : Command
{
    private const long DefaultSteps = 20_000;
    private const double MostShare = 0.05;
    private const double MostMilliseconds = 20;

    private readonly Library _library;
    private readonly Argument<string?> _algorithm = new("algorithm") { Description = "What learns; 'phalanx list algorithms' names them.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _environment = new("environment") { Description = "Where; 'phalanx list environments' names them.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<int[]> _machines = new("--machines")
    {
        Description = "Numbers of machines to tell of.",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 2, 4, 8, 16, 32],
    };

    private readonly Option<int> _slots = new("--slots") { Description = "Slots of a machine; with --hub, of a worker.", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<double?> _step = new("--step-ms") { Description = "What a joint step of the environment takes, instead of what is measured: what a slow one would cost.", HelpName = "X" };
    private readonly PresetOption _preset = new();
    private readonly SetOption _set = new();
    private readonly StepsOption _steps = new();
    private readonly ThreadsOption _threads = new("all that the machine has");
    private readonly Option<bool> _hub = new("--hub") { Description = "Measure a hub instead: its processor time, and how long a report waits for its answer." };
    private readonly Option<int> _workers = new("--workers") { Description = "With --hub: workers that report every 5 s, over 4 connections.", HelpName = "N", DefaultValueFactory = _ => 200 };
    private readonly Option<int> _cells = new("--cells") { Description = "With --hub: cells of its study.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> _seconds = new("--seconds") { Description = "With --hub: how long is measured.", HelpName = "N", DefaultValueFactory = _ => 60 };
    private readonly JsonOption _json = new();

    public BenchClusterCommand(Library library)
        : base("cluster", "What 1 to 32 machines that play rollouts would do for a run, by a model of figures measured here; with --hub, how much a hub works.")
    {
        _library = library;
        foreach (Argument argument in (Argument[])[_algorithm, _environment])
        {
            Add(argument);
        }

        foreach (Option option in (Option[])[_machines, _slots, _step, _preset, _set, _steps, _threads, _hub, _workers, _cells, _seconds, _json])
        {
            Add(option);
        }

        SetAction(Run);
    }

    private Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        foreach (Option<int> option in (Option<int>[])[_slots, _workers, _cells, _seconds])
        {
            _ = result.GetValue(option) > 0 ? 0 : throw new UserErrorException($"option '{option.Name}' is '{result.GetValue(option)}'; it must be at least 1");
        }

        return result.GetValue(_hub) ? RunHub(result, cancellation) : RunModel(result, cancellation);
    }

    private async Task<int> RunModel(ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_algorithm) is not { } algorithm || result.GetValue(_environment) is not { } environment)
        {
            throw new UserErrorException("name an algorithm and an environment, such as 'phalanx bench cluster qmix battle/3m'; --hub measures a hub");
        }

        int[] machines = [.. result.GetValue(_machines)!.Distinct().Order()];
        if (machines.Length == 0 || machines[0] < 1 || machines[^1] > 10_000)
        {
            throw new UserErrorException("option '--machines' has numbers from 1 to 10000");
        }

        if (result.GetValue(_step) is { } given && !(given is >= 0 and <= 1e6))
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"option '--step-ms' is '{given}'; allowed are 0 to 1000000"));
        }

        RunSettings settings = _library.Settings.Resolve(new RunRequest
        {
            Algorithm = algorithm,
            Environment = environment,
            Preset = result.GetValue(_preset),
            Set = result.GetValue(_set) ?? [],
            Steps = result.GetValue(_steps) ?? DefaultSteps,
        }).Run;
        int threads = result.GetValue(_threads) ?? Environment.ProcessorCount;
        RolloutMeasurement measured = await RolloutMeasurement.Take(settings, _library, threads, cancellation).ConfigureAwait(false);
        RolloutModel model = measured.Model(result.GetValue(_slots), result.GetValue(_step));
        var forecast = new RolloutForecast(model, machines);
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, Document(settings, threads, measured, model, forecast));
        }
        else
        {
            Print(output, settings, threads, measured, model);
            forecast.Print(output);
        }

        return ExitCode.Done;
    }

    private async Task<int> RunHub(ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_algorithm) is not null)
        {
            throw new UserErrorException("option '--hub' measures a hub, for which no algorithm is named");
        }

        int slots = result.GetResult(_slots) is { Implicit: false } ? result.GetValue(_slots) : 4;
        HubBenchmark hub = await HubBenchmark.Measure(
            result.GetValue(_workers), slots, result.GetValue(_cells), TimeSpan.FromSeconds(result.GetValue(_seconds)), _library, cancellation).ConfigureAwait(false);
        BenchmarkResult[] rows =
        [
            new("cluster/hub/core-share", hub.Share, BenchmarkResult.PlainRatio) { Bar = MostShare, Holds = hub.Share < MostShare },
            new("cluster/hub/report-median", hub.Median.TotalMilliseconds, BenchmarkResult.Milliseconds) { Bar = MostMilliseconds, Holds = hub.Median.TotalMilliseconds <= MostMilliseconds },
            new("cluster/hub/report-p99", hub.Slow.TotalMilliseconds, BenchmarkResult.Milliseconds),
        ];
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonObject document = BenchmarkDocument.Create(null, 1, rows);
            (document["workers"], document["slots"], document["cells"], document["reports"]) = (hub.Workers, hub.Slots, hub.Cells, hub.Reports);
            JsonDocuments.Write(output, document);
            return ExitCode.Done;
        }

        BenchmarkTable.Print(output, null, 1, [.. rows.Select(row => row.Name)], rows);
        output.WriteLine();
        output.WriteLine($"{hub.Workers} workers of {hub.Slots} slots, a report every 5 s each, {hub.Reports} reports; a study of {hub.Cells} cells");
        return ExitCode.Done;
    }

    private static JsonObject Document(RunSettings settings, int threads, RolloutMeasurement measured, RolloutModel model, RolloutForecast forecast) => new()
    {
        ["machine"] = Machine.Current.ToJson(),
        ["version"] = Build.Version,
        ["threads"] = threads,
        ["algorithm"] = settings.AlgorithmName,
        ["environment"] = settings.EnvironmentName,
        ["measured"] = new JsonObject
        {
            ["acting_ms"] = measured.ActingSeconds * 1000,
            ["environment_ms"] = measured.EnvironmentSeconds * 1000,
            ["training_step_ms"] = measured.TrainingStepSeconds * 1000,
            ["training_steps_per_round"] = measured.TrainingSteps,
            ["episodes_per_round"] = measured.Episodes,
            ["mean_length"] = measured.Lengths.Average(),
            ["episode_bytes"] = measured.BytesPerStep * measured.Lengths.Average(),
            ["nanoseconds_per_byte"] = measured.SecondsPerByte * 1e9,
        },
        ["slots"] = model.Slots,
        ["step_ms"] = model.StepSeconds * 1000,
        ["seconds_alone"] = model.Alone.Seconds,
        ["results"] = forecast.Rows(),
        ["verdict"] = forecast.Verdict(),
    };

    private static void Print(TextWriter output, RunSettings settings, int threads, RolloutMeasurement measured, RolloutModel model)
    {
        output.WriteLine($"{Tool.Name} {Build.Version}, {threads} thread{(threads == 1 ? "" : "s")}");
        output.WriteLine($"{Machine.Current}");
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.AlgorithmName} on {settings.EnvironmentName}, rounds of {measured.Episodes} episodes (rollout.environments) of {measured.Lengths.Average():F0} steps in the mean"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a joint step in a slot {model.StepSeconds * 1000:G3} ms: acting {measured.ActingSeconds * 1000:G3}, environment {(model.StepSeconds - measured.ActingSeconds) * 1000:G3}, measured {measured.EnvironmentSeconds * 1000:G3}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"training steps after a round {measured.TrainingSteps:G4}, {measured.TrainingStepSeconds * 1000:G3} ms each"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"an episode on the wire {measured.BytesPerStep * measured.Lengths.Average() / 1e6:G3} MB, {measured.SecondsPerByte * 1e9:F1} ns of processor time a byte (checksum, copy and TLS on both sides)"));
        output.WriteLine();
    }
}
