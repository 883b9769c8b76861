using Phalanx.Dashboard.Following;

namespace Phalanx.Dashboard.Tests.Following;

public sealed class RunScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_are_found_down_to_the_eighth_level_and_neither_hidden_ones_nor_links_are_entered()
    {
        foreach (string run in (string[])["b", "a/b/c/d/e/f/g/h", "a/b/c/d/e/f/g/i/k", ".hidden/c", "z/.inner/d", "b/inner"])
        {
            Directory.CreateDirectory(_folder[$"runs/{run}"]);
            File.WriteAllText(_folder[$"runs/{run}/settings.yaml"], "");
        }

        Directory.CreateDirectory(_folder["outside/run"]);
        File.WriteAllText(_folder["outside/run/settings.yaml"], "");
        Directory.CreateSymbolicLink(_folder["runs/link"], _folder["outside"]);
        Assert.Equal(["a/b/c/d/e/f/g/h", "b"], RunScan.Of(new FolderBounds(_folder["runs"])).Select(place => place.Path));
    }

    [Fact]
    public void Studies_are_found_with_the_runs_below_them_but_for_what_is_on_its_way()
    {
        foreach (string run in (string[])["studies/s/attempts/0000-vdn-0/1", "studies/s/staging/0000-vdn-0/1", "other/staging/x"])
        {
            Directory.CreateDirectory(_folder[$"work/{run}"]);
            File.WriteAllText(_folder[$"work/{run}/settings.yaml"], "");
        }

        File.WriteAllText(_folder["work/studies/s/plan.json"], "{}");
        Assert.Equal(
            ["other/staging/x", "studies/s/attempts/0000-vdn-0/1"],
            RunScan.Of(new FolderBounds(_folder["work"]), out IReadOnlyList<FolderPlace> studies).Select(place => place.Path));
        Assert.Equal(["studies/s"], studies.Select(study => study.Path));
    }

    [Fact]
    public void A_run_is_named_by_twelve_digits_of_its_path_that_stay()
    {
        Directory.CreateDirectory(_folder["runs"]);
        var bounds = new FolderBounds(_folder["runs"]);
        FolderPlace place = FolderPlace.Of(bounds, Path.Combine(bounds.Root, "qmix", "battle", "3m", "1"));
        Assert.Equal("qmix/battle/3m/1", place.Path);
        Assert.Equal("41a11a13a664", FolderPlace.Of(bounds, Path.Combine(bounds.Root, "qmix")).Id);
        Assert.Matches("^[0-9a-f]{12}$", place.Id);
    }
}
