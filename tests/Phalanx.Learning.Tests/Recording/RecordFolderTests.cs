using Phalanx.Learning.Recording;

namespace Phalanx.Learning.Tests.Recording;

public class RecordFolderTests
{
    [Fact]
    public void Records_that_stay_are_spread_evenly_and_hold_the_first_and_the_last()
    {
        using var folder = new TemporaryFolder();
        var records = new RecordFolder(folder["records"]);
        Assert.Empty(records.Available);
        for (int test = 1; test <= 100; test++)
        {
            File.WriteAllText(records.NewFile(test * 1000), "");
            records.Prune(8);
            Assert.Equal(Math.Min(test, 8), records.Available.Count);
            Assert.Equal((1000, test * 1000), (records.Available[0], records.Available[^1]));
        }

        long[] gaps = [.. records.Available.Zip(records.Available.Skip(1), (one, next) => next - one)];
        Assert.InRange(gaps.Max() / (double)gaps.Min(), 1, 4.1);
    }

    [Fact]
    public void Files_that_are_no_records_of_tests_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        var records = new RecordFolder(folder.Path);
        File.WriteAllText(records.NewFile("500-seed3"), "");
        File.WriteAllText(records.NewFile(10), "");
        File.WriteAllText(records.NewFile(20), "");
        records.CutAfter(10);
        records.Prune(1);
        Assert.Equal(["10.phxr", "500-seed3.phxr"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }
}
