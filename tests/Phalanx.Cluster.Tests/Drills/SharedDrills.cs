using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Workers that see the hub's folder train there and send nothing, and lose nothing either.</summary>
[Collection(DrillsOfSharing.Name)]
public sealed class SharedDrills : IDisposable
{
    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_worker_in_the_hubs_folder_that_is_killed_loses_its_cell_to_another_which_copies_what_counted()
    {
        ToolMachine[] workers = Begin("--folder .", "--folder studies");
        CellStanding lost = _theatre.Underway(workers[0]);
        Assert.True(lost.IsShared);
        workers[0].Kill();
        string left = _theatre.At("studies", Theatre.Study, "attempts", lost.Cell, "1");
        string[] written = Content(left);
        _theatre.Until(() => _theatre.Standings.Single(cell => cell.Cell == lost.Cell).Epoch == 2, workers);

        // What the first one wrote is not touched before another attempt counts.
        Assert.True(!Directory.Exists(left) || written.SequenceEqual(Content(left)));
        _theatre.EndsAsIfUndisturbed();
        Assert.Equal(workers[1].Worker, _theatre.Standings.Single(cell => cell.Cell == lost.Cell).Worker);
        Assert.Contains($"{lost.Cell}: goes on from t_env", workers[1].Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_theatre.At("studies", Theatre.Study, "attempts", lost.Cell)));
        Assert.False(Directory.Exists(_theatre.At("studies", Theatre.Study, "staging")));
    }

    [DrillFact]
    public void A_worker_in_the_hubs_folder_and_one_that_sends_take_cells_over_from_each_other()
    {
        ToolMachine[] workers = Begin("--folder .", "");
        CellStanding shared = _theatre.Underway(workers[0]);
        Assert.True(shared.IsShared);
        workers[0].Kill();
        _theatre.Until(() => _theatre.Standings.Single(cell => cell.Cell == shared.Cell) is { Epoch: 2, IsShared: false, Home: 2 }, workers);
        CellStanding sent = _theatre.Underway(workers[1]);
        Assert.False(sent.IsShared);
        ToolMachine third = _theatre.StartWorker("--folder .");
        workers[1].Kill();
        _theatre.EndsAsIfUndisturbed();
        Assert.Contains(_theatre.Journal, entry => entry is { Kind: JournalKind.Committed, Moved: true, Shared: true });
        Assert.Contains($"{sent.Cell}: goes on from t_env", third.Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_hub_that_is_started_again_finds_what_counts_in_the_attempts_of_its_workers()
    {
        ToolMachine hub = _theatre.StartHub();
        ToolMachine[] workers = [_theatre.StartWorker("--folder ."), _theatre.StartWorker("--folder .")];
        _theatre.Submit();
        _theatre.Underway(workers[0]);
        hub.Kill();
        workers[0].Kill();
        _theatre.StartHub();
        _theatre.EndsAsIfUndisturbed();
        Assert.Contains(_theatre.Journal, entry => entry.Kind == JournalKind.Expired);
    }

    [DrillFact]
    public void A_folder_without_the_word_of_the_hub_is_refused_in_one_sentence()
    {
        _theatre.StartHub();
        Directory.CreateDirectory(_theatre.At("elsewhere", "studies"));
        ToolMachine none = _theatre.BeginWorker("--folder elsewhere");
        Assert.Equal(2, none.End());
        Assert.Contains("error: 'elsewhere' is no folder that a hub shares", none.Output, StringComparison.Ordinal);
        File.WriteAllText(_theatre.At("elsewhere", "studies", ".nonce"), "of another hub");
        ToolMachine other = _theatre.BeginWorker("--folder elsewhere");
        Assert.Equal(2, other.End());
        Assert.Contains("error: the folder of --folder is not the one in which this hub has its studies", other.Output, StringComparison.Ordinal);
    }

    private ToolMachine[] Begin(params string[] more)
    {
        _theatre.StartHub();
        ToolMachine[] workers = [.. more.Select(each => _theatre.StartWorker(each))];
        _theatre.Submit();
        return workers;
    }

    private static string[] Content(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}")];
}
