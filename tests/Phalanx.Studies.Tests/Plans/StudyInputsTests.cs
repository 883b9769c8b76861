using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;

namespace Phalanx.Studies.Tests.Plans;

/// <summary>Settings that name files: a study has copies of them, called by their content, and so has each of its runs.</summary>
public sealed class StudyInputsTests : IDisposable
{
    private readonly Toys _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_study_has_the_files_that_its_cells_name_and_is_planned_again_without_the_users()
    {
        StudyPlan plan = Plan(out string game);
        var folder = StudyFolder.Open(_toys.At("study"), plan);
        string name = InputFiles.NameOf(game);
        Assert.Equal(File.ReadAllBytes(game), File.ReadAllBytes(folder.InputOf(name)));
        Assert.Contains($"files/{name}", File.ReadAllText(folder.SettingsOf(plan.Cells[0])), StringComparison.Ordinal);
        File.Delete(game);
        StudyFolder.Reopen(folder.Path, Toys.Environments, Toys.Algorithms, out StudyPlan again);
        Assert.Equal(plan.Cells[0].Cell.Folder, again.Cells[0].Cell.Folder);
        Directory.Move(folder.Path, _toys.At("moved"));
        StudyFolder.Reopen(_toys.At("moved"), Toys.Environments, Toys.Algorithms, out again);
        Assert.Equal(plan.Cells[0].Cell.Folder, again.Cells[0].Cell.Folder);
    }

    [Fact]
    public void A_cell_that_runs_alone_takes_its_files_along_and_goes_on_wherever_it_lies()
    {
        StudyPlan plan = Plan(out string game);
        var folder = StudyFolder.Open(_toys.At("study"), plan);
        var store = new CellStore(_toys.At("cells"), KeptCells.None);
        CellState state = CellAttempt.Run(plan.Cells[0], folder, store, null, Train, Toys.Environments, Toys.Algorithms);
        Assert.Equal(CellProgress.Finished, state.Progress);
        string inSlot = _toys.At("in-slot");
        using (var trainer = Trainer.Start(
            new SettingsResolver(Toys.Algorithms.SettingsOf, Toys.Environments.SettingsOf).Resolve(new RunRequest { ConfigFile = folder.SettingsOf(plan.Cells[0]) }).Run,
            inSlot,
            Toys.Environments,
            Toys.Algorithms))
        {
            trainer.Run(CancellationToken.None);
        }

        Assert.All(["settings.yaml", "metrics.csv"], file => Assert.Equal(File.ReadAllBytes(Path.Combine(state.Path, file)), File.ReadAllBytes(Path.Combine(inSlot, file))));
        File.Delete(game);
        Directory.Delete(folder.Path, recursive: true);
        Assert.Equal(40, RunSnapshot.Copy(state.Path, _toys.At("copy")));
        using var resumed = Trainer.Resume(_toys.At("copy"), 60, Toys.Environments, Toys.Algorithms);
        Assert.Equal(60, resumed.Run(CancellationToken.None).TEnv);
        Assert.Contains(LiveSnapshot.Take(_toys.At("copy"))!.Manifest.Files, file => RunFileName.IsInput(file.Name));

        static void Train(Func<TrainerServices, Trainer> open)
        {
            using Trainer trainer = open(new TrainerServices { Threads = 1 });
            trainer.Run(CancellationToken.None);
        }
    }

    [Fact]
    public void A_file_that_is_called_by_another_content_is_refused()
    {
        string wrong = $"{new string('0', 64)}.json";
        Directory.CreateDirectory(_toys.At("files"));
        File.WriteAllText(_toys.At("files", wrong), """{"payoff": [[1, 0], [0, 2]]}""");
        var plan = StudyPlan.Of("toys", [Request(_toys.At("files", wrong))], Toys.Environments, Toys.Algorithms);
        Assert.Contains(
            "is not what its name tells",
            Assert.Throws<Foundation.UserErrorException>(() => StudyFolder.Open(_toys.At("study"), plan)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("game.json")]
    [InlineData("files/../x.json")]
    [InlineData("FILES/0000000000000000000000000000000000000000000000000000000000000000.json")]
    public void Names_that_are_none_stay_as_they_are(string path)
    {
        Assert.Null(InputFiles.NameIn(path));
        Assert.False(RunFileName.IsOne(path));
        RunSettings settings = Toys.Settings();
        Assert.Same(settings, InputFiles.Beside(settings));
    }

    private StudyPlan Plan(out string game)
    {
        game = _toys.Write("game.JSON", """{"payoff": [[1, 0], [0, 2]]}""");
        return StudyPlan.Of("toys", [Request(game)], Toys.Environments, Toys.Algorithms);
    }

    private static RunRequest Request(string path) =>
        new() { Algorithm = "vdn", Environment = "matrix/file", Set = [$"env.path={path}", "training.steps=40", "agent.hidden=4"] };
}
