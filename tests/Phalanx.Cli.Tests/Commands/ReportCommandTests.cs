using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_that_were_trained_make_a_page_with_normalised_games()
    {
        foreach (string game in new[] { "qtran", "climb" })
        {
            foreach (int seed in new[] { 0, 1 })
            {
                string train = $"train vdn matrix/{game} --steps 120 --set evaluation.interval=20 --seed {seed} --out {_folder[$"runs/{game}/{seed}"]}";
                Assert.Equal(0, CommandLine.Run(train).ExitCode);
            }
        }

        var run = CommandLine.Run($"report {_folder["runs"]} --out {_folder["report"]}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        Assert.Equal("4 runs in 2 groups, on 2 tasks", lines[0]);
        Assert.Equal($"the report is in {_folder["report/index.html"]}", lines[1]);
        var document = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_folder["report/report.json"]));
        JsonElement qtran = document.GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("task").GetString() == "matrix/qtran");
        Assert.Equal("[-12,8]", JsonSerializer.Serialize(qtran.GetProperty("metrics")[0].GetProperty("bounds")));
        Assert.Equal(2, document.GetProperty("all_tasks").GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public void The_document_says_what_was_left_out_and_stands_alone()
    {
        string good = new SyntheticRun().Write(_folder["good"]);
        string running = new SyntheticRun().Write(_folder["running"]);
        File.Delete(_folder["running/summary.json"]);
        var run = CommandLine.Run($"report {good} {running} --out {_folder["report"]} --json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(_folder["report"], run.Json.GetProperty("report").GetString());
        Assert.Equal(1, run.Json.GetProperty("runs").GetInt32());
        Assert.Equal($"the run '{running}' is not finished: it has no summary.json", Assert.Single(run.Json.GetProperty("left_out").EnumerateArray()).GetString());
        Assert.Equal(3, run.Json.GetProperty("tasks")[0].GetProperty("metrics")[0].GetProperty("arms")[0].GetProperty("median").GetDouble());
        var told = CommandLine.Run($"report {good} {running} --out {_folder["report"]}");
        Assert.StartsWith($"left out: the run '{running}' is not finished", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sets_stand_side_by_side_and_need_no_other_runs()
    {
        string first = _folder["first"];
        string second = _folder["second"];
        for (ulong seed = 0; seed < 3; seed++)
        {
            new SyntheticRun { Seed = seed, FinalReturn = 5 + seed }.Write(Path.Combine(first, $"{seed}"));
            new SyntheticRun { Seed = seed, FinalReturn = seed, Settings = [("learner.lr", "0.25")] }.Write(Path.Combine(second, $"{seed}"));
        }

        var run = CommandLine.Run($"report --compare {first} {second} --out {_folder["report"]} --json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement comparison = Assert.Single(run.Json.GetProperty("comparisons").EnumerateArray());
        Assert.Equal("""[{"setting":"learner.lr","values":["0.0005","0.25"]}]""", JsonSerializer.Serialize(comparison.GetProperty("settings_that_differ")));
        Assert.Equal(5, comparison.GetProperty("metrics")[0].GetProperty("median_difference").GetDouble());
        Assert.Equal(6, run.Json.GetProperty("runs").GetInt32());
        Assert.Contains("A and B: battle/3m", File.ReadAllText(_folder["report/index.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_runs_and_an_equal_seed_give_an_equal_page()
    {
        for (ulong seed = 0; seed < 6; seed++)
        {
            new SyntheticRun { Seed = seed, FinalReturn = seed * seed }.Write(_folder[$"runs/{seed}"]);
        }

        Assert.Equal(Page("--seed 7"), Page("--seed 7"));
        Assert.NotEqual(Page(""), Page("--seed 7"));

        string Page(string seed)
        {
            Assert.Equal(0, CommandLine.Run($"report {_folder["runs"]} --out {_folder["report"]} {seed}").ExitCode);
            return File.ReadAllText(_folder["report/index.html"]);
        }
    }

    [Fact]
    public void Weights_are_tested_when_that_is_asked_for_and_runs_without_any_are_named()
    {
        foreach (int seed in new[] { 0, 1 })
        {
            string train = $"train vdn matrix/resq-noisy --steps 100 --set evaluation.interval=20 --set checkpoint.interval=20 --seed {seed} --out {_folder[$"runs/{seed}"]}";
            Assert.Equal(0, CommandLine.Run(train).ExitCode);
        }

        var plain = CommandLine.Run($"report {_folder["runs"]} --out {_folder["report"]}");
        Assert.Equal((0, 2), (plain.ExitCode, plain.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.DoesNotContain("absolute", File.ReadAllText(_folder["report/report.json"]), StringComparison.Ordinal);

        var tested = CommandLine.Run($"report {_folder["runs"]} --out {_folder["report"]} --absolute");
        Assert.Equal((0, ""), (tested.ExitCode, tested.Error));
        Assert.StartsWith("the weights of 2 runs were tested on 10 times as many episodes as a test has", tested.Output, StringComparison.Ordinal);
        JsonElement[] rows = [.. JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_folder["report/report.json"])).GetProperty("absolute").GetProperty("runs").EnumerateArray()];
        Assert.Equal([300, 300], rows.Select(row => row.GetProperty("episodes").GetInt32()));
        Assert.All(rows, row => Assert.Equal("best", row.GetProperty("weights").GetString()));
        Assert.Equal(3, File.ReadAllLines(_folder["report/absolute.csv"]).Length);
        Assert.Contains("<h2 id=\"absolute-h\">Absolute metric</h2>", File.ReadAllText(_folder["report/index.html"]), StringComparison.Ordinal);
        double value = rows[0].GetProperty("value").GetDouble();
        Assert.Equal(value, Absolute("0"));

        // One has no weights: its closing test stays, and that of the other with it.
        Directory.Delete(_folder["runs/1/checkpoints"], recursive: true);
        var partly = CommandLine.Run($"report {_folder["runs"]} --out {_folder["report"]} --absolute");
        Assert.StartsWith($"not tested: the run '{_folder["runs/1"]}' has no weights of its end", partly.Output, StringComparison.Ordinal);
        Assert.NotEqual(value, Absolute("0"));

        // Without it the table of the former report is gone.
        CommandLine.Run($"report {_folder["runs"]} --out {_folder["report"]}");
        Assert.False(File.Exists(_folder["report/absolute.csv"]));

        double Absolute(string seed) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_folder["report/marl-eval/matrix/metrics.json"]))
            .GetProperty("matrix").GetProperty("resq-noisy").GetProperty("vdn").GetProperty($"seed_{seed}").GetProperty("absolute_metrics").GetProperty("return")[0].GetDouble();
    }

    [Fact]
    public void What_cannot_be_reported_on_is_refused()
    {
        string run = new SyntheticRun().Write(_folder["run"]);
        CommandLine.Run($"report --out {_folder["report"]}").AssertError(2, "name run directories, or two sets of runs with --compare");
        CommandLine.Run($"report {run}").AssertError(2, "name the folder of the report with --out");
        CommandLine.Run($"report {_folder["none"]} --out {_folder["report"]}").AssertError(2, $"there is no run at '{_folder["none"]}'");
        CommandLine.Run($"report {run} --out {run}").AssertError(
            2, $"'{run}' exists and is not a report; name a folder that is empty, or that a report may be replaced in");
        CommandLine.Run($"report --compare {run} --out {_folder["report"]}").AssertError(
            2, $"option '--compare' has '{run}' alone; it needs two run directories or folders of runs");
        Assert.False(Directory.Exists(_folder["report"]));
    }

    [Fact]
    public void Ctrl_C_ends_it_without_a_report()
    {
        string run = new SyntheticRun().Write(_folder["run"]);
        CommandLine.Run($"report {run} --out {_folder["report"]}", new CancellationToken(canceled: true)).AssertError(130, "interrupted");
        Assert.False(Directory.Exists(_folder["report"]));
    }
}
