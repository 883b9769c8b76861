using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_killed_process_left_half_written_is_deleted_when_a_run_is_continued()
    {
        RunDirectory.Create(_folder.At("run"), "seed: 1").Dispose();
        string[] remains = [.. ((string[])["run", "run/replay", "run/records"]).Select(folder => $"{folder}/.{Guid.NewGuid():N}.tmp")];
        string[] own = ["run/.notes.tmp", "run/replay/mine.tmp"];
        foreach (string file in remains.Concat(own))
        {
            _folder.Write(file, "half");
        }

        RunDirectory.OpenToRead(_folder.At("run")).Dispose();
        Assert.All(remains, file => Assert.True(File.Exists(_folder.At(file))));
        RunDirectory.OpenToWrite(_folder.At("run")).Dispose();
        Assert.All(remains, file => Assert.False(File.Exists(_folder.At(file))));
        Assert.All(own, file => Assert.True(File.Exists(_folder.At(file))));
    }

    [Fact]
    public void The_default_run_folder_is_named_by_algorithm_environment_and_seed()
    {
        Assert.Equal(Path.Combine("runs", "qmix", "matrix", "qtran", "7"), RunDirectory.DefaultPath("qmix", "matrix/qtran", 7));
        Assert.Equal(Path.Combine("runs", "vdn", "hunt", "18446744073709551615"), RunDirectory.DefaultPath("vdn", "hunt", ulong.MaxValue));
    }

    [Fact]
    public void A_new_run_has_its_settings_and_its_files_have_their_names()
    {
        string path = _folder.At("runs", "qmix", "1");
        using RunDirectory run = RunDirectory.Create(path, "seed: 1\n");

        Assert.Equal("seed: 1\n", File.ReadAllText(Path.Combine(path, "settings.yaml")));
        Assert.Equal("seed: 1\n", run.ReadSettings());
        Assert.Equal(path, run.Path);
        Assert.Equal(Path.Combine(path, "settings.yaml"), run.SettingsPath);
        Assert.Equal(Path.Combine(path, "metrics.csv"), run.MetricsPath);
        Assert.Equal(Path.Combine(path, "summary.json"), run.SummaryPath);
        Assert.Equal(Path.Combine(path, "machine.json"), run.MachinePath);
        Assert.Equal(Path.Combine(path, "replay"), run.ReplayPath);
        Assert.Empty(run.Checkpoints.Available);
    }

    [Fact]
    public void An_empty_folder_takes_a_run()
    {
        Directory.CreateDirectory(_folder.At("run"));

        using RunDirectory run = RunDirectory.Create(_folder.At("run"), "");

        Assert.True(File.Exists(run.SettingsPath));
    }

    [Fact]
    public void An_existing_run_is_refused_as_a_new_folder_and_left_unchanged()
    {
        RunDirectory.Create(_folder.At("run"), "old").Dispose();

        Assert.Equal(
            "the run folder 'run' exists already and is not empty; resume that run, or choose another folder or seed",
            _folder.Refusal(() => RunDirectory.Create(_folder.At("run"), "new")));
        Assert.Equal("old", File.ReadAllText(_folder.At("run", "settings.yaml")));
    }

    [Fact]
    public void A_folder_with_other_files_is_refused_for_a_run_and_gets_no_lock()
    {
        Directory.CreateDirectory(_folder.At("documents"));
        File.WriteAllText(_folder.At("documents", "letter.txt"), "");

        _folder.Refusal(() => RunDirectory.Create(_folder.At("documents"), ""));

        Assert.Equal(["letter.txt"], _folder.Names("documents"));
    }

    [Fact]
    public void A_run_folder_that_cannot_be_made_is_a_user_error()
    {
        File.WriteAllText(_folder.At("file"), "");

        Assert.StartsWith(
            "cannot create the run folder 'file/run': ",
            _folder.Refusal(() => RunDirectory.Create(_folder.At("file") + "/run", "")),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "cannot create the run folder 'file': ",
            _folder.Refusal(() => RunDirectory.Create(_folder.At("file"), "")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_process_can_write_a_run_while_others_read_it()
    {
        using RunDirectory writer = RunDirectory.Create(_folder.At("run"), "seed: 1");

        Assert.Equal(
            "the run 'run' is being written by another process; wait for it to end, or stop it",
            _folder.Refusal(() => RunDirectory.OpenToWrite(_folder.At("run"))));
        using RunDirectory reader = RunDirectory.OpenToRead(_folder.At("run"));
        Assert.Equal("seed: 1", reader.ReadSettings());
    }

    [Fact]
    public void A_disposed_run_directory_can_be_opened_to_write_again()
    {
        RunDirectory.Create(_folder.At("run"), "steps: 10").Dispose();

        using (RunDirectory again = RunDirectory.OpenToWrite(_folder.At("run")))
        {
            again.WriteSettings("steps: 20");
        }

        using RunDirectory reader = RunDirectory.OpenToRead(_folder.At("run"));
        Assert.Equal("steps: 20", reader.ReadSettings());
        Assert.Throws<InvalidOperationException>(() => reader.WriteSettings("steps: 30"));
    }

    [Fact]
    public void The_lock_file_of_a_dead_process_does_not_block_a_run()
    {
        RunDirectory.Create(_folder.At("run"), "").Dispose();
        Assert.Contains(".lock", _folder.Names("run"));
        RunDirectory.OpenToWrite(_folder.At("run")).Dispose();

        Directory.CreateDirectory(_folder.At("died-at-once"));
        File.WriteAllText(_folder.At("died-at-once", ".lock"), "");
        RunDirectory.Create(_folder.At("died-at-once"), "").Dispose();
    }

    [Fact]
    public void What_a_process_left_that_was_killed_while_it_wrote_the_settings_does_not_block_a_run()
    {
        Directory.CreateDirectory(_folder.At("run"));
        File.WriteAllText(_folder.At("run", ".lock"), "");
        File.WriteAllText(_folder.At("run", ".0123456789abcdef0123456789abcdef.tmp"), "agent: {hid");
        RunDirectory.Create(_folder.At("run"), "").Dispose();
        Assert.Equal([".lock", "settings.yaml"], _folder.Names("run"));

        Directory.CreateDirectory(_folder.At("other"));
        File.WriteAllText(_folder.At("other", ".mine.tmp"), "");
        Assert.Throws<UserErrorException>(() => RunDirectory.Create(_folder.At("other"), ""));
    }

    [Fact]
    public void A_folder_without_a_run_is_refused()
    {
        Directory.CreateDirectory(_folder.At("empty"));

        foreach (Func<string, RunDirectory> open in new[] { RunDirectory.OpenToRead, RunDirectory.OpenToWrite })
        {
            Assert.Equal("there is no run at 'nothing'", _folder.Refusal(() => open(_folder.At("nothing"))));
            Assert.Equal(
                "'empty' is not a run directory, or a damaged one: it has no settings.yaml",
                _folder.Refusal(() => open(_folder.At("empty"))));
        }

        Assert.Empty(_folder.Names("empty"));
    }
}
