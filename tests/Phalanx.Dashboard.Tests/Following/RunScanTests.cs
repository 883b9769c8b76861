using Phalanx.Dashboard.Following;

namespace Phalanx.Dashboard.Tests.Following;

public sealed class RunScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_are_found_down_to_the_sixth_level_and_neither_hidden_ones_nor_links_are_entered()
    {
        foreach (string run in (string[])["b", "a/b/c/d/e/f", "a/b/c/d/e/g/h", ".hidden/c", "z/.inner/d", "b/inner"])
        {
            Directory.CreateDirectory(_folder[$"runs/{run}"]);
            File.WriteAllText(_folder[$"runs/{run}/settings.yaml"], "");
        }

        Directory.CreateDirectory(_folder["outside/run"]);
        File.WriteAllText(_folder["outside/run/settings.yaml"], "");
        Directory.CreateSymbolicLink(_folder["runs/link"], _folder["outside"]);
        Assert.Equal(["a/b/c/d/e/f", "b"], RunScan.Of(new FolderBounds(_folder["runs"])).Select(place => place.Path));
    }

    [Fact]
    public void A_run_is_named_by_twelve_digits_of_its_path_that_stay()
    {
        Directory.CreateDirectory(_folder["runs"]);
        var bounds = new FolderBounds(_folder["runs"]);
        RunPlace place = RunPlace.Of(bounds, Path.Combine(bounds.Root, "qmix", "battle", "3m", "1"));
        Assert.Equal("qmix/battle/3m/1", place.Path);
        Assert.Equal("41a11a13a664", RunPlace.Of(bounds, Path.Combine(bounds.Root, "qmix")).Id);
        Assert.Matches("^[0-9a-f]{12}$", place.Id);
    }
}
