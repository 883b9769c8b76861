using Phalanx.Cluster.Contracts;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>Two attempts at one cell come to an end: the first stands, and what the other came to is compared with it.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly ToyDesk _toys = new();

    public AuditTests()
    {
        _toys.Submit(1);
        _toys.Join("slow");
        _toys.Join("quick");
    }

    private RunManifest Honest => LiveSnapshot.Take(_toys["run"])!.Manifest;

    private IReadOnlyList<JournalEntry> Compared => [.. Journal.Read(_toys.At("studies", ToyDesk.Study)).Where(entry => entry.Kind == JournalKind.Compared)];

    public void Dispose() => _toys.Dispose();

    [Fact]
    public async Task A_worker_that_comes_back_with_the_same_result_is_noted()
    {
        CellOrder lost = await Finished();
        Assert.True(_toys.FilesOf(lost).Testify(lost.Epoch, Honest).Taken);
        JournalEntry noted = Compared.Single();
        Assert.Equal((lost.Epoch, "slow", null, false), (noted.Epoch, noted.Worker, noted.Message, noted.Final));
        Assert.Empty(_toys.Desk.Status().Studies.Single().InDoubt);

        // Doubled calls change nothing.
        Assert.True(_toys.FilesOf(lost).Testify(lost.Epoch, Honest).Taken);
        Assert.Single(Compared);
    }

    [Theory]
    [InlineData("settings.yaml")]
    [InlineData("metrics.csv")]
    [InlineData("checkpoints/40/weights.safetensors")]
    [InlineData("checkpoints/40/optimiser.safetensors")]
    [InlineData("checkpoints/40/state.json")]
    [InlineData("replay/episodes-000000000000.bin")]
    public async Task A_worker_that_comes_back_with_another_result_puts_the_cell_in_doubt_by_the_names_of_both(string file)
    {
        CellOrder lost = await Finished();
        Assert.True(_toys.FilesOf(lost).Testify(lost.Epoch, Changed(file)).Taken);
        CellStatus doubted = _toys.Desk.Status().Studies.Single().InDoubt.Single();
        Assert.Equal($"quick (epoch 2) and slow (epoch 1) came to different results, in {file}", doubted.Message);
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);

        // It is in doubt after a restart too.
        _toys.Reopen();
        Assert.Single(_toys.Desk.Status().Studies.Single().InDoubt);
    }

    /// <summary>Times and machines differ between honest attempts, and earlier checkpoints where one was interrupted.</summary>
    [Theory]
    [InlineData("machine.json")]
    [InlineData("summary.json")]
    [InlineData("checkpoints/0/weights.safetensors")]
    public async Task What_differs_between_honest_attempts_is_not_compared(string file)
    {
        CellOrder lost = await Finished();
        Assert.True(_toys.FilesOf(lost).Testify(lost.Epoch, Changed(file)).Taken);
        Assert.Null(Compared.Single().Message);
    }

    [Fact]
    public async Task A_result_that_comes_before_the_cell_is_done_is_compared_then()
    {
        CellOrder lost = Lost(out CellOrder next);
        Assert.True(_toys.FilesOf(lost).Testify(lost.Epoch, Changed("metrics.csv")).Taken);
        Assert.Empty(Compared);
        _toys.Reopen();
        _toys.Join("quick");
        Assert.True((await _toys.Send(next, _toys["run"], done: true)).Taken);
        Assert.Single(_toys.Desk.Status().Studies.Single().InDoubt);
    }

    /// <summary>The cell is trained anew, and who came to the same is right.</summary>
    [Fact]
    public async Task A_cell_in_doubt_that_is_tried_again_is_decided()
    {
        CellOrder lost = await Finished();
        _toys.FilesOf(lost).Testify(lost.Epoch, Changed("metrics.csv"));
        Assert.Equal("1 cells wait again", _toys.Desk.Retry(ToyDesk.Study, lost.Cell, fromStart: false).Sentence);
        Assert.True(Directory.Exists(_toys.At("studies", ToyDesk.Study, "attempts", lost.Cell, "2.in-doubt")));
        CellOrder third = _toys.Take("slow");
        Assert.Empty(_toys.FilesOf(third).Ready(third.Epoch).Files);
        Assert.True((await _toys.Send(third, _toys["run"], done: true)).Taken);
        Assert.Empty(_toys.Desk.Status().Studies.Single().InDoubt);
        Assert.Equal([null, "slow (epoch 3) and slow (epoch 1) came to different results, in metrics.csv"], Compared.Skip(1).OrderBy(entry => entry.Message).Select(entry => entry.Message));
    }

    [Fact]
    public async Task What_is_no_end_of_a_lost_attempt_is_no_evidence()
    {
        CellOrder lost = Lost(out CellOrder next);
        RunManifest begun = Honest with { TEnv = 39 };
        Assert.False(_toys.FilesOf(lost).Testify(lost.Epoch, begun).Taken);
        Assert.False(_toys.FilesOf(lost).Testify(7, Honest).Taken);
        Assert.True((await _toys.Send(next, _toys["run"], done: true)).Taken);

        // That of the cell itself, whose answer was lost.
        Assert.True(_toys.FilesOf(next).Testify(next.Epoch, Changed("metrics.csv")).Taken);
        Assert.Empty(Compared);
    }

    /// <summary>A worker loses its cell to another, which finishes it.</summary>
    private async Task<CellOrder> Finished()
    {
        CellOrder lost = Lost(out CellOrder next);
        Assert.True((await _toys.Send(next, _toys["run"], done: true)).Taken);
        return lost;
    }

    private CellOrder Lost(out CellOrder next)
    {
        ToyDesk.Train(ToyDesk.Settings(0), _toys["run"]);
        CellOrder lost = _toys.Take("slow");
        _toys.PassLease();
        next = _toys.Take("quick");
        Assert.Equal((1, 2), (lost.Epoch, next.Epoch));
        return lost;
    }

    private RunManifest Changed(string name) => Honest with
    {
        Files = [.. Honest.Files.Select(file => file.Name == name ? file with { Checksum = new string('0', file.Checksum.Length) } : file)],
    };
}
