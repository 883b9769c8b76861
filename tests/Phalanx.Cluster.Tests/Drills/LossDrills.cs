using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Machines are lost on purpose, and the study ends with the bits of one that nothing happened to.</summary>
[Collection(DrillsOfLoss.Name)]
public sealed class LossDrills : IDisposable
{
    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_worker_that_is_killed_loses_its_cell_to_another_which_goes_on_from_its_last_snapshot()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(2);
        CellStanding lost = _theatre.Underway(workers[0]);
        workers[0].Kill();
        _theatre.EndsAsIfUndisturbed();
        Assert.Contains(_theatre.Journal, entry => entry.Kind == JournalKind.Expired && entry.Cell == lost.Cell);
        Assert.Equal(workers[1].Worker, _theatre.Standings.Single(cell => cell.Cell == lost.Cell).Worker);
        Assert.Contains($"{lost.Cell}: goes on from t_env", workers[1].Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_hub_and_a_worker_that_are_killed_together_cost_time_alone()
    {
        (ToolMachine hub, ToolMachine[] workers) = _theatre.Begin(2);
        _theatre.Underway(workers[1]);
        hub.Kill();
        workers[1].Kill();
        _theatre.StartHub();
        _theatre.EndsAsIfUndisturbed();
        Assert.Contains(_theatre.Journal, entry => entry.Kind == JournalKind.Expired);
    }

    [DrillFact]
    public void A_worker_that_stands_still_for_longer_than_its_lease_cannot_write_when_it_goes_on()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(2);
        CellStanding lost = _theatre.Underway(workers[0]);
        int[] frozen = [.. workers[0].Children];
        workers[0].Signal("STOP");
        Array.ForEach(frozen, child => ToolMachine.Signal(child, "STOP"));
        _theatre.Until(() => _theatre.Standings.Single(cell => cell.Cell == lost.Cell) is { Epoch: 2, Phase: CellPhase.Leased } or { Epoch: 2, Phase: CellPhase.Done }, workers);
        Array.ForEach(frozen, child => ToolMachine.Signal(child, "CONT"));
        workers[0].Signal("CONT");
        _theatre.EndsAsIfUndisturbed();
        Assert.DoesNotContain($"{lost.Cell}: done", workers[0].Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_slot_that_is_killed_is_started_again_from_what_it_saved()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(1);
        _theatre.Underway(workers[0]);
        ToolMachine.Signal(workers[0].Children.Single(), "KILL");
        _theatre.EndsAsIfUndisturbed();
        Assert.Contains("it is started again and goes on from t_env", workers[0].Output, StringComparison.Ordinal);
        Assert.All(_theatre.Standings, cell => Assert.Equal(1, cell.Epoch));
    }

    [DrillFact]
    public void A_worker_that_is_interrupted_saves_sends_and_gives_its_cell_back()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(2);
        CellStanding given = _theatre.Underway(workers[0]);
        workers[0].Signal("INT");
        Assert.Equal(130, workers[0].End(TimeSpan.FromSeconds(6)));
        _theatre.EndsAsIfUndisturbed();
        Assert.Contains(_theatre.Journal, entry => entry is { Kind: JournalKind.Ended, Outcome: SlotOutcome.Stopped } && entry.Cell == given.Cell);
        Assert.DoesNotContain(_theatre.Journal, entry => entry.Kind == JournalKind.Expired);
    }

    [DrillFact]
    public void A_worker_whose_scratch_folder_is_cleaned_away_gives_its_cell_back_which_is_not_given_up()
    {
        (_, ToolMachine[] workers) = _theatre.Begin(1);
        CellStanding given = _theatre.Underway(workers[0]);
        Directory.Move(_theatre.At("scratch"), _theatre.At("moved"));
        _theatre.Until(() => _theatre.Journal.Any(entry => entry is { Kind: JournalKind.Ended, Outcome: SlotOutcome.MachineFault } && entry.Cell == given.Cell), workers);
        _theatre.StartWorker();
        _theatre.EndsAsIfUndisturbed();
    }
}
