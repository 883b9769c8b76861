using Phalanx.Dashboard.Following;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Tests.Following;

public sealed class FollowedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoppedClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_with_a_summary_and_no_progress_is_done()
    {
        FollowedRun run = Open(new SyntheticRun { Seed = 4, Returns = [1, 5, 3], Wins = [0, 0.5, 0.25] }.Write(_folder["a"]));
        Assert.Equal("done", run.View.StateName);
        Assert.Equal(("qmix", "battle/3m", "4"), (run.View.Algorithm, run.View.Environment, run.View.Settings!.Seed));
        Assert.Equal((3, 3.0, 5.0, 0.25), (run.View.Figures.Rows, run.View.Figures.Return!.Value, run.View.Figures.BestReturn!.Value, run.View.Figures.Won!.Value));
        Assert.False(run.IsLive);
    }

    [Fact]
    public void A_run_is_running_while_it_beats_and_stopped_when_it_does_not()
    {
        string folder = Running("a");
        FollowedRun run = Open(folder);
        Assert.Equal("running", run.View.StateName);
        Assert.True(run.IsLive);
        _clock.Pass(19);
        run.Look();
        Assert.Equal("running", run.View.StateName);
        new WrittenProgress { Beat = 2 }.Write(folder);
        run.Look();
        _clock.Pass(19);
        run.Look();
        Assert.Equal("running", run.View.StateName);
        _clock.Pass(2);
        Assert.True(run.Look());
        Assert.Equal("stopped", run.View.StateName);
        new WrittenProgress { Beat = 3 }.Write(folder);
        run.Look();
        Assert.Equal("running", run.View.StateName);
    }

    [Fact]
    public void A_run_that_is_short_of_something_tells_it_and_runs()
    {
        string folder = Running("a");
        new WrittenProgress { Warning = "no space is left on the disk; the run waits" }.Write(folder);
        FollowedRun run = Open(folder);
        Assert.Equal("running", run.View.StateName);
        Assert.Equal("no space is left on the disk; the run waits", run.View.Sentence);
    }

    [Fact]
    public void A_failed_run_tells_its_sentence()
    {
        string folder = Running("a");
        new WrittenProgress { State = "failed", Error = "loss is not a number (learner, step 1,204)" }.Write(folder);
        FollowedRun run = Open(folder);
        Assert.Equal("failed", run.View.StateName);
        Assert.Equal("loss is not a number (learner, step 1,204)", run.View.Sentence);
    }

    [Fact]
    public void Damage_in_one_file_leaves_the_others_to_be_seen_and_ends_when_it_is_mended()
    {
        string folder = new SyntheticRun().Write(_folder["runs/a"]);
        string whole = File.ReadAllText(Path.Combine(folder, "metrics.csv"));
        File.WriteAllText(Path.Combine(folder, "metrics.csv"), whole + "40000,4,x,0,,0.1,1,0.05,47\n");
        FollowedRun run = Open(folder);
        Assert.Equal("damaged", run.View.StateName);
        Assert.Equal("line 5 of 'runs/a/metrics.csv' has 'x' for test_return_mean, which is not a number", run.View.Sentence);
        Assert.Equal("qmix", run.View.Algorithm);
        Assert.NotNull(run.View.Summary);
        File.WriteAllText(Path.Combine(folder, "metrics.csv"), whole);
        File.WriteAllText(Path.Combine(folder, "summary.json"), File.ReadAllText(Path.Combine(folder, "summary.json")) + "\n");
        run.Look();
        Assert.Equal("done", run.View.StateName);
    }

    [Theory]
    [InlineData("settings.yaml", 1 << 20)]
    [InlineData("summary.json", 16 << 20)]
    [InlineData("metrics.csv", 256 << 20)]
    public void A_file_that_is_too_large_is_not_read(string name, int most)
    {
        string folder = new SyntheticRun().Write(_folder["a"]);
        using (FileStream file = File.OpenWrite(Path.Combine(folder, name)))
        {
            file.SetLength(most + 1L);
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        FollowedRun run = Open(folder);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 << 20);
        Assert.Equal("damaged", run.View.StateName);
        Assert.Equal($"'a/{name}' has {most + 1L} bytes; at most {most} are read", run.View.Sentence);
    }

    [Fact]
    public void A_file_that_is_a_link_out_of_the_folder_is_not_read()
    {
        string folder = new SyntheticRun().Write(_folder["runs/a"]);
        string outside = _folder["secret"];
        File.Move(Path.Combine(folder, "metrics.csv"), outside);
        File.CreateSymbolicLink(Path.Combine(folder, "metrics.csv"), outside);
        FollowedRun run = Open(folder, "runs");
        Assert.Equal("'a/metrics.csv' is a link that leads out of the folder, and is not read", run.View.Sentence);
        Assert.Equal(0, run.Read(metrics => metrics.Rows));
    }

    [Theory]
    [InlineData("metrics.csv")]
    [InlineData("settings.yaml")]
    public void A_file_that_is_a_link_to_itself_is_not_read(string name)
    {
        string folder = new SyntheticRun().Write(_folder["runs/a"]);
        FollowedRun run = Open(folder, "runs");
        File.Delete(Path.Combine(folder, name));
        File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(folder, name));
        run.Look();
        Assert.Equal($"'a/{name}' is a link that leads out of the folder, and is not read", run.View.Sentence);
    }

    [Fact]
    public void Rows_that_come_are_added_and_rows_that_were_cut_make_a_new_generation()
    {
        string folder = Running("a");
        string metrics = Path.Combine(folder, "metrics.csv");
        FollowedRun run = Open(folder);
        File.AppendAllText(metrics, "40005,4,4,0,,0.1,1,0.05,47\n");
        Assert.True(run.Look());
        Assert.Equal((4, 0), (run.View.Figures.Rows, run.View.Generation));
        File.WriteAllLines(metrics, File.ReadAllLines(metrics)[..2]);
        Assert.True(run.Look());
        Assert.Equal((1, 1), (run.View.Figures.Rows, run.View.Generation));
        Assert.False(run.Look());
    }

    [Fact]
    public void Rows_that_made_room_are_read_again_when_they_are_asked_for()
    {
        FollowedRun run = Open(new SyntheticRun().Write(_folder["a"]));
        run.Release();
        Assert.Equal(0, run.Bytes);
        Assert.Equal(3, run.Read(metrics => metrics.Rows));
        Assert.True(run.Bytes > 0);
    }

    [Fact]
    public void Records_are_listed_in_order_and_nothing_else_is()
    {
        string folder = new SyntheticRun().Write(_folder["a"]);
        Directory.CreateDirectory(Path.Combine(folder, "records"));
        foreach (string name in (string[])["b.phxr", "a.phxr", "notes.txt"])
        {
            File.WriteAllText(Path.Combine(folder, "records", name), "");
        }

        File.CreateSymbolicLink(Path.Combine(folder, "records", "c.phxr"), "/etc/hostname");
        Assert.Equal(["a.phxr", "b.phxr"], Open(folder).View.Records);
    }

    [Fact]
    public void Looking_never_takes_the_lock_of_a_run()
    {
        string folder = Running("a");
        using var writer = RunDirectory.OpenToWrite(folder);
        FollowedRun run = Open(folder);
        run.Look();
        Assert.Equal("running", run.View.StateName);
    }

    private string Running(string name)
    {
        string folder = new SyntheticRun().Write(_folder[name]);
        File.Delete(Path.Combine(folder, "summary.json"));
        new WrittenProgress().Write(folder);
        return folder;
    }

    private FollowedRun Open(string folder, string root = ".")
    {
        var bounds = new FolderBounds(_folder[root]);
        var run = new FollowedRun(FolderPlace.Of(bounds, folder), bounds, _clock);
        run.Look();
        return run;
    }
}
