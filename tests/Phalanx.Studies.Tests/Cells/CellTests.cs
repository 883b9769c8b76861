using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Studies.Cells;

namespace Phalanx.Studies.Tests.Cells;

public class CellTests
{
    [Theory]
    [InlineData("training.threads=3")]
    [InlineData("training.seed=9")]
    [InlineData("training.steps=1000")]
    [InlineData("checkpoint.interval=7")]
    [InlineData("checkpoint.keep=2")]
    [InlineData("evaluation.record_episodes=3")]
    [InlineData("evaluation.keep_records=2")]
    [InlineData("replay.memory_budget=0.5")]
    public void What_cannot_change_results_and_seed_and_length_are_no_part_of_a_digest(string assignment) =>
        Assert.Equal(Toys.Cell().Digest, Toys.Cell(assignment).Digest);

    [Theory]
    [InlineData("learner.lr=0.25")]
    [InlineData("learner.shard_rows=64")]
    [InlineData("exploration.epsilon.steps=7")]
    [InlineData("evaluation.episodes=3")]
    public void Every_other_setting_is(string assignment) => Assert.NotEqual(Toys.Cell().Digest, Toys.Cell(assignment).Digest);

    [Fact]
    public void Versions_of_results_are_part_of_a_digest()
    {
        RunSettings settings = Toys.Settings();
        ResultVersions[] versions = [ResultVersions.First, new(2, 1), new(1, 2)];
        Assert.Equal(3, versions.Select(version => new Cell(settings, version).Digest).Distinct().Count());
    }

    [Fact]
    public void A_file_that_settings_name_counts_by_its_content_and_not_by_its_path()
    {
        using var toys = new Toys();
        string Of(string file, string payoffs) => new Cell(
            new SettingsResolver(Toys.Algorithms.SettingsOf, Toys.Environments.SettingsOf)
                .Resolve(new RunRequest { Algorithm = "vdn", Environment = "matrix/file", Set = [$"env.path={toys.Write(file, payoffs)}"] }).Run,
            ResultVersions.First).Digest;
        Assert.Equal(Of("a.csv", "1,2\n3,4\n"), Of("b.csv", "1,2\n3,4\n"));
        Assert.NotEqual(Of("a.csv", "1,2\n3,4\n"), Of("b.csv", "1,2\n3,5\n"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        RunSettings settings = new SettingsResolver(Toys.Algorithms.SettingsOf, Toys.Environments.SettingsOf)
            .Resolve(new RunRequest { Algorithm = "vdn", Environment = "matrix/file", Set = ["env.path=nowhere.csv"] }).Run;
        Assert.Contains("cannot read 'nowhere.csv', which env.path names", Assert.Throws<UserErrorException>(() => new Cell(settings, ResultVersions.First)).Message);
    }

    [Fact]
    public void A_cell_lies_by_algorithm_environment_digest_and_seed()
    {
        Cell cell = Toys.Cell("training.seed=5");
        Assert.Equal(Path.Combine("vdn", "matrix", "qtran", cell.Digest, "5"), cell.Folder);
        Assert.Matches("^[0-9a-f]{12}$", cell.Digest);
        Assert.Equal(cell.Key, cell.WithSteps(9999).Key);
    }
}
