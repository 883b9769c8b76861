using System.Text.Json;

namespace Phalanx.Cli.Tests.Experiments;

/// <summary>What <c>show</c> says of the runs of an experiment that are there already.</summary>
public class ShownProgressTests
{
    [Fact]
    public void Finished_runs_are_counted_by_arm_in_the_working_folder_and_where_they_are_kept()
    {
        using var folder = new TemporaryFolder();
        CommandLine before = ToolProcess.RunIn(folder.Path, "show qmix/two-step");
        Assert.Equal((0, ""), (before.ExitCode, before.Error));
        Assert.Contains("finished: 0 of 20 runs; about ", before.Output);
        Assert.DoesNotContain("  finished: ", before.Output);
        Assert.Equal(0, ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 2").ExitCode);
        Assert.Contains("  finished: 2 of 10 on game", ToolProcess.RunIn(folder.Path, "show qmix/two-step").Output);

        // One is damaged, one was interrupted before it had a summary; the others are kept elsewhere.
        string[] summaries = [.. Directory.GetFiles(folder["runs"], "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        File.WriteAllText(summaries[0], "{");
        File.Delete(summaries[1]);
        Directory.CreateDirectory(folder["kept"]);
        Directory.Move(Path.GetDirectoryName(Path.GetDirectoryName(summaries[2])!)!, folder["kept/others"]);
        JsonElement shown = ToolProcess.RunIn(folder.Path, "show qmix/two-step --cells kept --json").Json.GetProperty("experiments")[0];
        Assert.Equal((2, 1, 16, 1), Counts(shown.GetProperty("progress")));
        JsonElement[] arms = [.. shown.GetProperty("arms").EnumerateArray().Select(arm => Assert.Single(arm.GetProperty("cells").EnumerateArray()))];
        Assert.Equal([(0, 1, 8, 1), (2, 0, 8, 0)], arms.Select(Counts).Order());
        Assert.InRange(shown.GetProperty("progress").GetProperty("hours_left").GetDouble(), 0.0001, shown.GetProperty("hours").GetDouble());
        Assert.Contains(", 1 interrupted, 1 damaged; about ", ToolProcess.RunIn(folder.Path, "show qmix/two-step --cells kept").Output);
    }

    [Fact]
    public void What_has_no_runs_takes_no_folder_of_them() =>
        CommandLine.Run("show qmix --cells docs/results").AssertError(2, "'qmix' has no runs of its own; --cells is for experiments");

    private static (int Finished, int Interrupted, int Missing, int Damaged) Counts(JsonElement row) =>
        (Number(row, "finished"), Number(row, "interrupted"), Number(row, "missing"), Number(row, "damaged"));

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
