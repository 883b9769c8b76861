using System.Text.Json;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private const string Train = "train vdn matrix/qtran --steps 100 --seed 4 --threads 2 --set evaluation.interval=20 --set learner.batch_episodes=4 --out";

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    private string Metrics => _folder["run/metrics.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_the_same_again_and_is_not_touched()
    {
        Assert.Equal(0, CommandLine.Run($"{Train} {Run} --set evaluation.record_episodes=2").ExitCode);
        string[] before = Contents();
        var verified = CommandLine.Run($"verify {Run} --threads 1");
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains("the same: 3 of 3 rows, byte for byte", verified.Output, StringComparison.Ordinal);
        Assert.Contains("t_env 60 of 60", verified.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("t_env 80", verified.Output, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
        Assert.Empty(Left());
        JsonElement all = CommandLine.Run($"verify {Run} --all --json").Json;
        Assert.Equal((5, 5, 5, true), (Number(all, "rows"), Number(all, "rows_of_run"), Number(all, "same_rows"), all.GetProperty("match").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, all.GetProperty("first_difference").ValueKind);
        Assert.Equal(0, all.GetProperty("origin_differences").GetArrayLength());
    }

    [Fact]
    public void The_first_figure_that_differs_is_told_with_both_values_and_ends_it()
    {
        CommandLine.Run($"{Train} {Run}");
        Change(row: 2, column: 5, "0.125");
        var verified = CommandLine.Run($"verify {Run} --all");
        Assert.Equal((1, ""), (verified.ExitCode, verified.Error));
        Assert.Contains("not the same: row 2 (t_env 40), column loss: 0.125 in the run, ", verified.Output, StringComparison.Ordinal);
        Assert.Contains("; 1 rows before it are the same", verified.Output, StringComparison.Ordinal);
        Assert.Contains("should come out the same", verified.Output, StringComparison.Ordinal);
        JsonElement document = CommandLine.Run($"verify {Run} --rows 2 --json").Json;
        JsonElement first = document.GetProperty("first_difference");
        Assert.Equal((2, "40", "loss", "0.125"), (Number(first, "row"), Text(first, "t_env"), Text(first, "column"), Text(first, "run")));
        Assert.Equal(0, CommandLine.Run($"verify {Run} --rows 1").ExitCode);
    }

    [Fact]
    public void Settings_metrics_and_summary_are_enough_and_another_build_is_named()
    {
        CommandLine.Run($"{Train} {Run}");
        foreach (string entry in Directory.EnumerateFileSystemEntries(Run).Where(entry => Path.GetFileName(entry) is not ("settings.yaml" or "metrics.csv" or "summary.json")))
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

        string summary = _folder["run/summary.json"];
        (RunSummary.Read(summary) with { Version = "0.0.1" }).Write(summary);
        var verified = CommandLine.Run($"verify {Run}");
        Assert.Equal((0, ""), (verified.ExitCode, verified.Error));
        Assert.Contains($"build: 0.0.1 in the run, {Build.Version} here", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_verification_ends_with_130_and_leaves_nothing()
    {
        CommandLine.Run($"{Train} {Run}");
        CommandLine.Run($"verify {Run}", new CancellationToken(canceled: true)).AssertError(130, "interrupted");
        Assert.Empty(Left());
    }

    [Theory]
    [InlineData("--rows 0", "option '--rows' is '0'; it must be at least 1")]
    [InlineData("--rows 2 --all", "--rows and --all contradict each other: --all makes all rows again")]
    public void Rows_that_make_no_sense_are_refused(string options, string message) =>
        CommandLine.Run($"verify {Run} {options}").AssertError(2, message);

    [Fact]
    public void A_run_without_a_row_has_nothing_to_compare()
    {
        CommandLine.Run($"{Train} {Run} --set evaluation.interval=1000");
        CommandLine.Run($"verify {Run}").AssertError(2, $"the run '{Run}' has no row of metrics yet, so there is nothing to compare");
        Assert.Empty(Left());
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>Verifications of this process that left their folder. Others of this machine are told apart by what they hold.</summary>
    private static string[] Left() =>
        [.. Directory.GetDirectories(Path.GetTempPath(), "phalanx-verify-*").Where(folder => Directory.GetCreationTimeUtc(folder) > DateTime.UtcNow.AddMinutes(-1))];

    private void Change(int row, int column, string value)
    {
        string[] lines = File.ReadAllLines(Metrics);
        string[] fields = lines[row].Split(',');
        fields[column] = value;
        lines[row] = string.Join(',', fields);
        File.WriteAllText(Metrics, string.Join('\n', lines) + "\n");
    }

    private string[] Contents() =>
    [
        .. Directory.EnumerateFiles(Run, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}"),
    ];
}
