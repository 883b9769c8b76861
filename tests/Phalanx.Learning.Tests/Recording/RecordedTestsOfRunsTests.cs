using Phalanx.Learning.Recording;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Training;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Recording;

public sealed class RecordedTestsOfRunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_whose_tests_are_recorded_learns_the_same()
    {
        RunSettings settings = SmallRun.Settings();
        SmallRun.Train(settings, _folder["plain"]);
        SmallRun.Train(Recorded(settings), _folder["recorded"]);
        SmallRun.AssertEqual(_folder["plain"], _folder["recorded"]);
        Assert.False(Directory.Exists(Path.Combine(_folder["plain"], "records")));
        long[] records = [.. new RecordFolder(Path.Combine(_folder["recorded"], "records")).Available];
        Assert.Equal(3, records.Length);
        using var last = RecordFile.Open(Path.Combine(_folder["recorded"], "records", $"{records[^1]}.phxr"));
        Assert.Equal((2, records[^1], "qmix"), (last.Episodes.Count, last.Header.TEnv, last.Header.Algorithm));
    }

    [Fact]
    public void A_resumed_run_makes_the_records_again_that_come_after_its_checkpoint()
    {
        RunSettings settings = Recorded(SmallRun.Settings()) with { Evaluation = Recorded(SmallRun.Settings()).Evaluation with { KeepRecords = 100 } };
        SmallRun.Train(settings, _folder["whole"]);
        SmallRun.Train(settings with { Training = settings.Training with { Steps = 130 } }, _folder["resumed"]);
        SmallRun.Resume(_folder["resumed"], 240);
        Assert.All(
            Directory.GetFiles(Path.Combine(_folder["whole"], "records")),
            record => Assert.Equal(File.ReadAllBytes(record), File.ReadAllBytes(Path.Combine(_folder["resumed"], "records", Path.GetFileName(record)))));
    }

    [Fact]
    public void Recording_does_not_count_where_runs_are_compared()
    {
        RunSettings settings = SmallRun.Settings();
        Assert.Equal(SettingsDigest.Of(settings, []), SettingsDigest.Of(Recorded(settings), []));
    }

    private static RunSettings Recorded(RunSettings settings) =>
        settings with { Evaluation = settings.Evaluation with { RecordEpisodes = 2, KeepRecords = 3 } };
}
