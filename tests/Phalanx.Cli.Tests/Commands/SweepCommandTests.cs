using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>A sweep as its user sees it: processes that train, are interrupted and killed, and the folders that they leave.</summary>
public class SweepCommandTests
{
    private const string Toy = "algorithms: vdn\nenvironments: matrix/qtran\nseeds: 3\nset: {training.steps: 300, agent.hidden: [4, 5]}\n";
    private const string Arms = """
        experiment: mine/widths
        environments:
          - { id: plain, name: matrix/qtran }
          - { id: drawn, name: matrix/random, settings: { env.seed: 3 } }
        settings: { training.steps: { value: 300, source: "section 1" } }
        arms:
          - { id: vdn, algorithm: vdn, settings: { agent.hidden: 4 } }
          - { id: wide, algorithm: vdn, settings: { agent.hidden: 5, training.steps: 200 }, environments: [plain] }
          - { id: costly, algorithm: qmix, optional: true }
        seeds: 2
        """;

    private const string Long = "algorithms: vdn\nenvironments: matrix/qtran\nseeds: 2\nset: {training.steps: 20000, checkpoint.interval: 500, agent.hidden: 4}\n";

    [Fact]
    public void A_sweep_trains_every_cell_once_and_tells_what_each_came_to()
    {
        using var folder = new TemporaryFolder();
        CommandLine first = ToolProcess.Run(Sweep(folder, Toy));
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("6 cells: 0 finished, 6 to run", first.Output);
        Assert.Contains("vdn matrix/qtran agent.hidden=5 seed 2", first.Output);
        string[] summaries = Directory.GetFiles(folder["cells"], "summary.json", SearchOption.AllDirectories);
        DateTime[] written = [.. summaries.Select(File.GetLastWriteTimeUtc)];
        Assert.Equal(6, summaries.Length);

        CommandLine second = ToolProcess.Run(Sweep(folder, Toy) + " --json");
        JsonElement[] cells = [.. second.Json.GetProperty("cells").EnumerateArray()];
        Assert.Equal(6, cells.Length);
        Assert.All(cells, cell => Assert.Equal("finished", cell.GetProperty("state").GetString()));
        Assert.All(cells, cell => Assert.True(cell.GetProperty("final").GetProperty("test_return_mean").GetDouble() <= 8));
        Assert.Equal(written, summaries.Select(File.GetLastWriteTimeUtc));
    }

    [Theory]
    [InlineData("--plan --hub 127.0.0.1:9", "'--plan' and '--hub'")]
    [InlineData("--cell 0 --plan", "'--plan' and '--cell'")]
    [InlineData("--sbatch --kubernetes", "'--sbatch' and '--kubernetes'")]
    public void Two_things_to_do_with_a_study_are_refused_before_anything_is_done(string ways, string named)
    {
        using var folder = new TemporaryFolder();
        CommandLine refused = ToolProcess.Run($"{Sweep(folder, Toy)} {ways}");
        Assert.Equal((2, $"error: options {named} are different things to do with a study; give one of them"), (refused.ExitCode, refused.Error.Trim()));
        Assert.False(Directory.Exists(folder["cells"]) || Directory.Exists(folder["study"]));
    }

    [Fact]
    public void A_cell_that_was_killed_before_anything_was_saved_begins_again()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Toy)).ExitCode);
        string cell = Path.GetDirectoryName(Directory.GetFiles(folder["cells"], "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First())!;
        byte[] metrics = File.ReadAllBytes(Path.Combine(cell, "metrics.csv"));
        foreach (string entry in Directory.GetFileSystemEntries(cell).Where(entry => Path.GetFileName(entry) != "settings.yaml"))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }

        CommandLine second = ToolProcess.Run(Sweep(folder, Toy));
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("6 cells: 5 finished", second.Output);
        Assert.Equal(metrics, File.ReadAllBytes(Path.Combine(cell, "metrics.csv")));
    }

    /// <summary>What is fetched from a hub, or kept of a run, is settings, metrics and summary: there is nothing in it to go on from.</summary>
    [Fact]
    public void A_shorter_result_without_checkpoints_gives_place_to_a_longer_run_and_is_put_aside()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Toy)).ExitCode);
        string cell = Path.GetDirectoryName(Directory.GetFiles(folder["cells"], "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First())!;
        Directory.Delete(Path.Combine(cell, "checkpoints"), recursive: true);
        byte[] summary = File.ReadAllBytes(Path.Combine(cell, "summary.json"));

        string longer = Toy.Replace("300", "400", StringComparison.Ordinal);
        Assert.Contains("missing, 400 steps", ToolProcess.Run(Sweep(folder, longer, "longer") + " --plan").Output);
        CommandLine second = ToolProcess.Run(Sweep(folder, longer, "longer"));
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Equal(6, Directory.GetFiles(folder["cells"], "summary.json", SearchOption.AllDirectories).Length);
        string aside = Assert.Single(Directory.GetDirectories(folder.Path, "0-before", SearchOption.AllDirectories));
        Assert.Equal(summary, File.ReadAllBytes(Path.Combine(aside, "summary.json")));
    }

    [Fact]
    public void A_cell_that_another_process_trains_is_waited_for_and_not_trained_again()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Toy)).ExitCode);
        string cell = Path.GetDirectoryName(Directory.GetFiles(folder["cells"], "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First())!;
        Directory.Move(cell, folder["finished"]);
        Directory.CreateDirectory(cell);
        File.Copy(Path.Combine(folder["finished"], "settings.yaml"), Path.Combine(cell, "settings.yaml"));
        Process sweep;
        using (new FileStream(Path.Combine(cell, ".lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            sweep = ToolProcess.Start(Sweep(folder, Toy, "other"));
            while (sweep.StandardOutput.ReadLine() is { } line && !line.EndsWith("another process trains it; waits for that", StringComparison.Ordinal))
            {
            }

            File.Copy(Path.Combine(folder["finished"], "metrics.csv"), Path.Combine(cell, "metrics.csv"));
            File.Copy(Path.Combine(folder["finished"], "summary.json"), Path.Combine(cell, "summary.json"));
        }

        using (sweep)
        {
            string rest = sweep.StandardOutput.ReadToEnd();
            sweep.WaitForExit();
            Assert.Equal((0, ""), (sweep.ExitCode, sweep.StandardError.ReadToEnd()));
            Assert.StartsWith("[1/1] ", rest, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(cell, "checkpoints")));
            Assert.False(Directory.Exists(Path.Combine(folder["other"], "attempts")));
        }
    }

    [Fact]
    public void A_cell_that_is_not_finished_in_the_end_is_an_error_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Toy)).ExitCode);
        string machine = Directory.GetFiles(folder["cells"], "machine.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        File.Delete(Path.Combine(Path.GetDirectoryName(machine)!, "summary.json"));
        File.WriteAllText(machine, "{");
        CommandLine sweep = ToolProcess.Run(Sweep(folder, Toy) + " --json");
        Assert.Equal(1, sweep.ExitCode);
        Assert.Matches("^error: 1 of 6 cells is not finished: .*machine.json' is damaged", sweep.Error);
        JsonElement[] failures = [.. sweep.Json.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("failure")).Where(failure => failure.ValueKind == JsonValueKind.String)];
        Assert.Contains("machine.json' is damaged", Assert.Single(failures).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_printed_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        CommandLine plan = CommandLine.Run(Sweep(folder, Toy) + " --plan");
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.Equal(6, plan.Output.Split("missing, 300 steps").Length - 1);
        Assert.False(Directory.Exists(folder["cells"]) || Directory.Exists(folder["study"]));
    }

    [Fact]
    public void Arms_of_an_experiment_without_claims_are_cells_by_the_names_of_the_file()
    {
        using var folder = new TemporaryFolder();
        CommandLine plan = CommandLine.Run(Sweep(folder, Arms) + " --plan --json");
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.Equal("mine-widths", plan.Json.GetProperty("study").GetString());
        Assert.Equal(
            ["vdn matrix/qtran  0 300", "vdn matrix/qtran  1 300", "vdn matrix/qtran arm=wide 0 200", "vdn matrix/qtran arm=wide 1 200", "vdn matrix/random  0 300", "vdn matrix/random  1 300"],
            plan.Json.GetProperty("cells").EnumerateArray().Select(cell =>
                $"{cell.GetProperty("algorithm")} {cell.GetProperty("environment")} {string.Join(' ', cell.GetProperty("set").EnumerateArray())} {cell.GetProperty("seed")} {cell.GetProperty("steps")}"));
        Assert.Contains("completions: 6", CommandLine.Run(Sweep(folder, Arms) + " --kubernetes").Output);
        Assert.Contains("#SBATCH --array=0-5%6", CommandLine.Run(Sweep(folder, Arms) + " --sbatch").Output);
    }

    [Fact]
    public void Arms_are_trained_as_combinations_are_alone_or_together()
    {
        using var folder = new TemporaryFolder();
        CommandLine one = ToolProcess.Run(Sweep(folder, Arms) + " --cell 3");
        Assert.Equal((0, ""), (one.ExitCode, one.Error));
        Assert.Contains("0003-vdn-1: finished", one.Output);
        CommandLine all = ToolProcess.Run(Sweep(folder, Arms) + " --json");
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.All(all.Json.GetProperty("cells").EnumerateArray(), cell => Assert.Equal("finished", cell.GetProperty("state").GetString()));

        // The settings of an arm on an environment reached its cell.
        string settings = File.ReadAllText(folder["study/plan/0004-vdn-0.yaml"]);
        Assert.Contains("hidden: 4", settings);
        Assert.Contains("seed: 3", settings);

        // The same cells are there for whoever asks for them.
        File.WriteAllText(folder["same.yaml"], "algorithms: vdn\nenvironments: matrix/qtran\nseeds: 2\nset: {training.steps: 200, agent.hidden: 5}\n");
        Assert.Contains("0001-vdn-1: finished", CommandLine.Run($"sweep {folder["same.yaml"]} --cells {folder["cells"]} --out {folder["same"]} --cell 1").Output);
    }

    [Theory]
    [InlineData("claims: [{ id: a }]", "has claims, and a sweep judges none: 'phalanx reproduce' does, of the experiments that come with it; leave them out to run the cells alone")]
    [InlineData("algorithms: vdn", "unknown key 'algorithms' in ")]
    public void A_file_with_arms_takes_neither_claims_nor_algorithms(string line, string says)
    {
        using var folder = new TemporaryFolder();
        CommandLine refused = CommandLine.Run(Sweep(folder, Arms + "\n" + line + "\n"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(says, refused.Error);
        Assert.False(Directory.Exists(folder["study"]));
    }

    [Fact]
    public void An_interrupted_sweep_goes_on_and_ends_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        using (Process process = ToolProcess.Start(Sweep(folder, Long)))
        {
            AwaitCheckpoint(folder["cells"]);
            ToolProcess.Interrupt(process);
            Assert.Equal("error: interrupted", process.StandardError.ReadToEnd().Trim());
            process.WaitForExit();
            Assert.Equal(130, process.ExitCode);
        }

        CommandLine second = ToolProcess.Run(Sweep(folder, Long));
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("goes on from t_env", second.Output);
        AssertAsUndisturbed(folder);
    }

    [Fact]
    public void A_slot_that_is_killed_costs_its_cell_alone_and_the_cell_goes_on_later()
    {
        using var folder = new TemporaryFolder();
        using (Process process = ToolProcess.Start(Sweep(folder, Long) + " --slots 1"))
        {
            AwaitCheckpoint(folder["cells"]);
            IEnumerable<int> slots = Directory.GetDirectories($"/proc/{process.Id}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture));
            ToolProcess.Signal(Assert.Single(slots), "KILL");
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(1, process.ExitCode);
            Assert.Contains("the process that trained it ended with code 137", output);
            Assert.Contains("[2/2] vdn matrix/qtran seed", output);
        }

        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Long)).ExitCode);
        AssertAsUndisturbed(folder);
    }

    /// <summary>Slurm counts the starts of one job; those of an earlier job it does not know.</summary>
    [Theory]
    [InlineData("4")]
    [InlineData("0")]
    public void A_cell_alone_goes_on_in_an_attempt_of_its_own_and_ends_with_the_same_bits(string restarts)
    {
        using var folder = new TemporaryFolder();
        using (Process process = ToolProcess.Start(Sweep(folder, Long) + " --cell 1"))
        {
            AwaitCheckpoint(folder["study"]);
            ToolProcess.Signal(process.Id, "TERM");
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(130, process.ExitCode);
        }

        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Long) + " --cell 1", ("SLURM_RESTART_COUNT", restarts)).ExitCode);
        Assert.Equal(["1"], Directory.GetDirectories(folder["study/attempts/0001-vdn-1"]).Select(Path.GetFileName));
        CommandLine done = ToolProcess.Run(Sweep(folder, Long) + " --cell 1");
        Assert.Equal((0, 1), (done.ExitCode, done.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("finished", done.Output);
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Long)).ExitCode);
        AssertAsUndisturbed(folder);
    }

    [Fact]
    public void A_cell_alone_goes_on_from_a_shorter_run_of_the_store_and_takes_its_place()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Long.Replace("20000", "4000", StringComparison.Ordinal)) + "short").ExitCode);
        CommandLine longer = ToolProcess.Run(Sweep(folder, Long) + " --cell 0");
        Assert.Equal((0, ""), (longer.ExitCode, longer.Error));
        Assert.Contains("0000-vdn-0: finished", longer.Output);
        Assert.Equal(0, ToolProcess.Run(Sweep(folder, Long)).ExitCode);
        AssertAsUndisturbed(folder);
    }

    [Theory]
    [InlineData("--cell 6", "option '--cell' is 6; the study has 6 cells, from 0 to 5")]
    [InlineData("--slots 0", "option '--slots' is 0; it must be at least 1")]
    public void What_cannot_be_done_is_the_users_error(string option, string message)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run($"{Sweep(folder, Toy)} {option}").AssertError(2, message);
        Assert.False(Directory.Exists(folder["study"]));
    }

    [Theory]
    [InlineData("--sbatch")]
    [InlineData("--kubernetes")]
    public void A_script_is_no_document(string option)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run($"{Sweep(folder, Toy)} {option} --json").AssertError(2, $"option '--json' has no use with '{option}', which prints a script");
    }

    [Fact]
    public void A_manifest_is_one_whatever_the_study_and_its_file_are_called()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a\"b $(x) \\c.yaml"], "name: My_study.2024-\n" + Toy);
        StringWriter output = new();
        Assert.Equal(0, Tool.Run(["sweep", folder["a\"b $(x) \\c.yaml"], "--kubernetes"], output, TextWriter.Null, CancellationToken.None));
        Assert.Contains("  name: \"my-study-2024\"\n", output.ToString());
        string command = output.ToString().Split('\n').Single(line => line.Contains("command:", StringComparison.Ordinal));
        string[] words = JsonSerializer.Deserialize<string[]>(command[command.IndexOf('[', StringComparison.Ordinal)..])!;
        Assert.Equal(["sh", "-c"], words[..2]);
        Assert.Contains("/a\"b $$(x) \\c.yaml' --cells ", words[2]);
    }

    [Fact]
    public void What_a_scheduler_began_is_seen_and_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        using (Process task = ToolProcess.Start(Sweep(folder, Long) + " --cell 0"))
        {
            AwaitCheckpoint(folder["study"]);
            ToolProcess.Interrupt(task);
            _ = task.StandardOutput.ReadToEnd();
            task.WaitForExit();
            Assert.Equal(130, task.ExitCode);
        }

        Assert.Matches("vdn matrix/qtran seed 0 +saved at t_env [1-9][0-9]* of 20000\n", CommandLine.Run(Sweep(folder, Long) + " --plan").Output);
        CommandLine sweep = ToolProcess.Run(Sweep(folder, Long));
        Assert.Equal((0, ""), (sweep.ExitCode, sweep.Error));
        Assert.Matches("vdn matrix/qtran seed 0: goes on from t_env [1-9]", sweep.Output);
        JsonElement finished = Assert.Single(ToolProcess.Run(Sweep(folder, Long) + " --cell 0 --json").Json.GetProperty("cells").EnumerateArray());
        Assert.Equal("finished", finished.GetProperty("state").GetString());
    }

    [Fact]
    public void Scripts_for_schedulers_name_every_cell()
    {
        using var folder = new TemporaryFolder();
        string slurm = CommandLine.Run(Sweep(folder, Toy) + " --sbatch").Output;
        Assert.Contains("#SBATCH --array=0-5%6", slurm);
        Assert.Contains("--cell \"$SLURM_ARRAY_TASK_ID\" &", slurm);
        string kubernetes = CommandLine.Run(Sweep(folder, Toy) + " --kubernetes --slots 2").Output;
        Assert.Contains("completions: 6", kubernetes);
        Assert.Contains("parallelism: 2", kubernetes);
        Assert.Contains("--cell $JOB_COMPLETION_INDEX", kubernetes);
    }

    private static string Sweep(TemporaryFolder folder, string yaml, string study = "study")
    {
        File.WriteAllText(folder["toy.yaml"], yaml);
        return $"sweep {folder["toy.yaml"]} --cells {folder["cells"]} --out {folder[study]}";
    }

    private static void AwaitCheckpoint(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "weights.safetensors", SearchOption.AllDirectories).Any(IsOfProgress))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2), "no checkpoint was written");
            Thread.Sleep(20);
        }
    }

    /// <summary>Whether a file is of a whole checkpoint, and not that which every run begins with.</summary>
    private static bool IsOfProgress(string weights) => long.TryParse(Path.GetFileName(Path.GetDirectoryName(weights)), CultureInfo.InvariantCulture, out long tEnv) && tEnv > 0;

    /// <summary>All cells have the metrics and the closing weights of cells that nothing disturbed.</summary>
    private static void AssertAsUndisturbed(TemporaryFolder folder)
    {
        Assert.Equal(0, ToolProcess.Run($"sweep {folder["toy.yaml"]} --cells {folder["undisturbed"]} --out {folder["other"]}").ExitCode);
        foreach (string file in (string[])["metrics.csv", "settings.yaml", "weights.safetensors"])
        {
            string[] paths = [.. Directory.GetFiles(folder["undisturbed"], file, SearchOption.AllDirectories).Where(path => !path.Contains("checkpoints") || path.Contains("20000"))];
            Assert.Equal(2, paths.Length);
            Assert.All(paths, path => Assert.Equal(
                File.ReadAllBytes(path), File.ReadAllBytes(path.Replace(folder["undisturbed"], folder["cells"], StringComparison.Ordinal))));
        }
    }
}
