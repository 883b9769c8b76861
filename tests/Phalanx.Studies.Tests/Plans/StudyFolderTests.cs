using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Studies.Plans;

namespace Phalanx.Studies.Tests.Plans;

public sealed class StudyFolderTests : IDisposable
{
    private readonly Toys _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_study_that_is_opened_again_is_not_written_again_and_what_is_missing_of_it_is()
    {
        StudyPlan plan = Plan(2);
        StudyFolder.Open(_toys.Folder, plan);
        DateTime before = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        string[] files = [.. Directory.GetFiles(_toys.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(3, files.Length);
        foreach (string file in files)
        {
            File.SetLastWriteTimeUtc(file, before);
        }

        StudyFolder.Reopen(_toys.Folder, Toys.Environments, Toys.Algorithms, out StudyPlan again);
        Assert.Equal(plan.Cells.Select(cell => cell.Id), again.Cells.Select(cell => cell.Id));
        Assert.All(files, file => Assert.Equal(before, File.GetLastWriteTimeUtc(file)));
        string settings = File.ReadAllText(files[0]);
        File.Delete(files[0]);
        File.WriteAllText(files[1], "torn");
        StudyFolder.Open(_toys.Folder, plan);
        Assert.Equal(settings, File.ReadAllText(files[0]));
        Assert.NotEqual("torn", File.ReadAllText(files[1]));
    }

    [Fact]
    public void An_outline_tells_what_the_plan_says_and_a_longer_plan_appends_to_it()
    {
        StudyFolder.Open(_toys.Folder, Plan(1));
        StudyFolder.Open(_toys.Folder, Plan(3));
        StudyOutline outline = StudyFolder.Outline(_toys.Folder);
        Assert.Equal(("toys", 3, 40), (outline.Study, outline.Cells.Count, outline.Cells[2].Steps));
        Assert.Equal(Plan(3).Cells.Select(cell => cell.Cell.Folder), outline.Cells.Select(cell => cell.Folder));
        Assert.Contains("has another plan", Assert.Throws<UserErrorException>(() => StudyFolder.Open(_toys.Folder, Plan(2))).Message, StringComparison.Ordinal);
        Assert.Throws<UserErrorException>(() => StudyFolder.Outline(_toys.At("none")));
    }

    private static StudyPlan Plan(int seeds) => StudyPlan.Of(
        "toys",
        Enumerable.Range(0, seeds).Select(seed => new RunRequest { Algorithm = "vdn", Environment = "matrix/qtran", Seed = (ulong)seed, Set = ["training.steps=40", "agent.hidden=4"] }),
        Toys.Environments,
        Toys.Algorithms);
}
