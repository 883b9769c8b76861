using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Tests.Ledgers;

public sealed class LedgerTests : IDisposable
{
    private const string Cell = "0000-vdn-0";
    private static readonly LedgerTerms Terms = new(TimeSpan.FromSeconds(60), Failures: 3);

    private readonly Toys _toys = new();
    private readonly VirtualTime _clock = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_worker_that_is_silent_for_longer_than_its_lease_loses_its_cell_and_cannot_write()
    {
        using Ledger ledger = Open();
        CellGrant first = ledger.Grant("a", _ => true)!;
        Assert.Null(ledger.Grant("b", _ => true));
        _clock.Move(TimeSpan.FromSeconds(60));
        Assert.Empty(ledger.Expire());
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal([Cell], ledger.Expire());
        Assert.False(ledger.Renew(Cell, first.Epoch));
        CellGrant second = ledger.Grant("b", _ => true)!;
        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.False(ledger.Commit(Cell, first.Epoch, 10, () => Assert.Fail("an old epoch wrote")));
        Assert.True(ledger.Commit(Cell, second.Epoch, 10, () => { }));
    }

    [Fact]
    public void A_report_makes_a_lease_begin_anew()
    {
        using Ledger ledger = Open();
        CellGrant grant = ledger.Grant("a", _ => true)!;
        for (int report = 0; report < 5; report++)
        {
            _clock.Move(TimeSpan.FromSeconds(50));
            Assert.Empty(ledger.Expire());
            Assert.True(ledger.Renew(Cell, grant.Epoch));
        }
    }

    [Fact]
    public void A_cell_that_is_refused_is_given_up_at_once()
    {
        using Ledger ledger = Open();
        End(ledger, SlotOutcome.UserError, 0);
        Assert.Equal(CellPhase.Failed, ledger[Cell].Phase);
        Assert.True(ledger.Retry(Cell));
        Assert.Equal(CellPhase.Waiting, ledger[Cell].Phase);
    }

    [Fact]
    public void The_same_fault_at_the_same_place_gives_a_cell_up_and_at_another_place_it_goes_on()
    {
        using Ledger ledger = Open();
        End(ledger, SlotOutcome.Fault, 100);
        End(ledger, SlotOutcome.Fault, 150);
        Assert.Equal(CellPhase.Waiting, ledger[Cell].Phase);
        ledger.Commit(Cell, ledger.Grant("a", _ => true)!.Epoch, 200, () => { });
        Assert.Equal(0, ledger[Cell].Failures);
        ledger.End(Cell, ledger[Cell].Epoch, SlotOutcome.Fault, 250, "f");
        Assert.Equal(CellPhase.Waiting, ledger[Cell].Phase);
        End(ledger, SlotOutcome.Fault, 250);
        Assert.Equal(CellPhase.Failed, ledger[Cell].Phase);
    }

    [Fact]
    public void What_a_machine_refuses_never_gives_a_cell_up()
    {
        using Ledger ledger = Open();
        for (int i = 0; i < 10; i++)
        {
            End(ledger, i % 2 == 0 ? SlotOutcome.MachineFault : SlotOutcome.Stopped, 5);
        }

        Assert.Equal(CellPhase.Waiting, ledger[Cell].Phase);
        Assert.Equal(0, ledger[Cell].Failures);
    }

    [Fact]
    public void A_cell_that_kills_its_slot_again_and_again_is_given_up()
    {
        using Ledger ledger = Open();
        End(ledger, SlotOutcome.Killed, 0);
        End(ledger, SlotOutcome.Killed, 10);
        Assert.Equal(CellPhase.Waiting, ledger[Cell].Phase);
        End(ledger, SlotOutcome.Killed, 20);
        Assert.Equal(CellPhase.Failed, ledger[Cell].Phase);
    }

    [Fact]
    public void A_lease_does_not_end_while_its_snapshot_is_taken_over()
    {
        using Ledger ledger = Open();
        CellGrant grant = ledger.Grant("a", _ => true)!;
        Assert.True(ledger.Commit(Cell, grant.Epoch, 5, () =>
        {
            _clock.Move(TimeSpan.FromSeconds(600));
            Assert.Empty(ledger.Expire());
        }));
    }

    [Fact]
    public void A_line_that_is_damaged_before_the_last_is_refused_and_a_damaged_last_line_is_cut()
    {
        using (Ledger ledger = Open())
        {
            End(ledger, SlotOutcome.Stopped, 5);
        }

        string path = Journal.PathIn(_toys.Folder);
        byte[] content = File.ReadAllBytes(path);
        content[^20] ^= 1;
        File.WriteAllBytes(path, content);
        using (Ledger ledger = Open())
        {
            Assert.Equal(CellPhase.Leased, ledger[Cell].Phase);
            ledger.End(Cell, 1, SlotOutcome.Stopped, 5, null);
        }

        content = File.ReadAllBytes(path);
        content[10] ^= 1;
        File.WriteAllBytes(path, content);
        Assert.Contains("is damaged in line 1", Assert.Throws<UserErrorException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_has_one_owner_at_a_time()
    {
        using var held = StudyLock.Take(_toys.Folder);
        Assert.Equal(
            $"the studies in '{_toys.Folder}' belong to another process, which runs them",
            Assert.Throws<UserErrorException>(() => StudyLock.Take(_toys.Folder)).Message);
    }

    [Fact]
    public void A_folder_that_cannot_have_a_lock_is_not_blamed_on_another_process()
    {
        Directory.CreateDirectory(Path.Combine(_toys.Folder, ".lock"));
        Assert.Equal($"the studies in '{_toys.Folder}' cannot be run: access is denied", Assert.Throws<UserErrorException>(() => StudyLock.Take(_toys.Folder)).Message);
    }

    private static void End(Ledger ledger, SlotOutcome outcome, long tEnv)
    {
        CellGrant grant = ledger.Grant("a", _ => true)!;
        Assert.True(ledger.End(Cell, grant.Epoch, outcome, tEnv, "something"));
    }

    private Ledger Open() => Ledger.Open(_toys.Folder, [Cell], Terms, _clock);
}
