using Phalanx.Analysis.Runs;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Runs;

public sealed class LoadedRunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_stands_for_the_runs_in_it_in_a_fixed_order_and_each_run_counts_once()
    {
        foreach (string name in new[] { "a/10", "a/9", "b", ".hidden/1" })
        {
            new SyntheticRun().Write(_folder[name]);
        }

        var collection = LoadedRuns.Read([_folder[""], _folder["b"], _folder["a"]]);
        Assert.Equal(["a/9", "a/10", "b"], collection.Runs.Select(run => Path.GetRelativePath(_folder[""], run.Path).Replace('\\', '/')));
        Assert.Empty(collection.LeftOut);
    }

    [Fact]
    public void Damaged_and_unfinished_runs_are_named_and_left_out()
    {
        new SyntheticRun().Write(_folder["good"]);
        File.Delete(Path.Combine(new SyntheticRun().Write(_folder["running"]), "summary.json"));
        File.WriteAllText(Path.Combine(new SyntheticRun().Write(_folder["broken"]), "metrics.csv"), "nonsense\n");
        var collection = LoadedRuns.Read([_folder[""]]);
        Assert.Equal(_folder["good"], Assert.Single(collection.Runs).Path);
        Assert.Equal(2, collection.LeftOut.Count);
        Assert.Contains("broken", collection.LeftOut[0], StringComparison.Ordinal);
        Assert.Equal($"the run '{_folder["running"]}' is not finished: it has no summary.json", collection.LeftOut[1]);
    }

    [Fact]
    public void A_path_without_runs_is_refused()
    {
        Directory.CreateDirectory(_folder["empty/inner"]);
        Assert.Equal(
            $"'{_folder["empty"]}' is not a run directory and has none in it: there is no settings.yaml",
            Assert.Throws<UserErrorException>(() => LoadedRuns.Read([_folder["empty"]])).Message);
        Assert.Equal(
            $"there is no run at '{_folder["none"]}'", Assert.Throws<UserErrorException>(() => LoadedRuns.Read([_folder["none"]])).Message);
    }
}
