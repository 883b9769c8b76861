using FsCheck;
using FsCheck.Fluent;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;
using Phalanx.Studies.Watching;

namespace Phalanx.Studies.Tests.Ledgers;

/// <summary>Whatever workers do and whenever the owner of a study is ended: one writer a cell, and a journal that tells everything.</summary>
public class LedgerPropertiesTests
{
    private static readonly string[] Cells = ["0000-a-0", "0001-a-1", "0002-a-2"];
    private static readonly LedgerTerms Terms = new(TimeSpan.FromSeconds(60), Failures: 3);

    [Fact]
    public void No_cell_has_two_writers_and_no_old_epoch_writes_and_the_journal_tells_the_state() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte What, byte Cell, byte Time)[]>(),
        steps =>
        {
            using var story = new Story();
            foreach ((byte what, byte cell, byte time) in steps)
            {
                story.Step(what % 10, Cells[cell % Cells.Length], time);
                story.Check();
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>A ledger, the grants that were ever made, and what the state was at every length of its journal.</summary>
    private sealed class Story : IDisposable
    {
        private readonly Toys _toys = new();
        private readonly VirtualTime _clock = new();
        private readonly List<CellGrant> _grants = [];
        private readonly List<(long Length, CellStanding[] State)> _history = [];
        private Journal _journal = null!;
        private readonly StudyFollower _reader;
        private Ledger _ledger = null!;

        public Story()
        {
            _reader = WrittenStudy.Plan(_toys.Folder, Cells);
            Open();
        }

        public void Step(int what, string cell, byte time)
        {
            CellGrant grant = _grants.Count > 0 ? _grants[time % _grants.Count] : new CellGrant(cell, 1);
            bool valid = IsLatest(grant) && _ledger[grant.Cell].Phase == CellPhase.Leased;
            switch (what)
            {
                case 0 or 1:
                    Grant(cell);
                    break;
                case 2:
                    Assert.Equal(valid, _ledger.Renew(grant.Cell, grant.Epoch));
                    break;
                case 3:
                    _clock.Move(TimeSpan.FromSeconds(time));
                    _ledger.Expire();
                    break;
                case 4 or 5:
                    bool taken = false;
                    Assert.Equal(valid, _ledger.Commit(grant.Cell, grant.Epoch, time, () => taken = true));
                    Assert.Equal(valid, taken);
                    break;
                case 6:
                    var outcome = (SlotOutcome)(time % (int)(SlotOutcome.Killed + 1));
                    Assert.Equal(valid, _ledger.End(grant.Cell, grant.Epoch, outcome, time, $"{outcome}"));
                    break;
                case 7:
                    _ = time % 2 == 0 ? _ledger.Cancel(cell) : _ledger.Retry(cell);
                    break;
                case 8:
                    Reopen();
                    break;
                default:
                    TearLastLine(time);
                    break;
            }
        }

        public void Check()
        {
            CellStanding[] state = [.. _ledger.Standings];
            foreach (string cell in Cells)
            {
                Assert.InRange(_grants.Where(grant => grant.Cell == cell).Select(grant => grant.Epoch).Distinct().Count(epoch => _ledger.Holds(cell, epoch)), 0, 1);
            }

            Assert.Equal(state, Ledger.Read(_toys.Folder, Cells));

            // One that has read what came before, lines among it that were torn since, and reads only what is new.
            _reader.ReadJournal();
            Assert.Equal(state, _reader.Cells.Select(cell => cell.Standing));
            Assert.Equal(state.Count(cell => cell.Phase == CellPhase.Leased), _reader.Workers.Sum(worker => worker.Cells));
            Remember(state);
        }

        public void Dispose()
        {
            _ledger.Dispose();
            _toys.Dispose();
        }

        private void Grant(string wanted)
        {
            if (_ledger.Grant("w", cell => cell == wanted) is { } granted)
            {
                Assert.All(_grants.Where(grant => grant.Cell == wanted), earlier => Assert.True(earlier.Epoch < granted.Epoch));
                _grants.Add(granted);
            }
        }

        private bool IsLatest(CellGrant grant) => _ledger[grant.Cell].Epoch == grant.Epoch;

        private void Open()
        {
            _journal = Journal.Open(_toys.Folder, out IReadOnlyList<JournalEntry> entries, flushes: false);
            _ledger = Ledger.Open(_journal, entries, Cells, Terms, _clock);
            Remember([.. _ledger.Standings]);
        }

        private void Reopen()
        {
            CellStanding[] before = [.. _ledger.Standings];
            _ledger.Dispose();
            Open();
            Assert.Equal(before, _ledger.Standings);

            // Whoever has a cell gets a whole lease to come back, however long nobody listened.
            _clock.Move(Terms.Lease);
            Assert.Empty(_ledger.Expire());
        }

        /// <summary>A crash while a line was written, of which nobody was told: its grant, if it was one, is unknown to its worker too.</summary>
        private void TearLastLine(byte where)
        {
            string path = Journal.PathIn(_toys.Folder);
            long length = new FileInfo(path).Length;
            if (_history.FindLast(known => known.Length < length) is not { State: not null } before)
            {
                return;
            }

            _ledger.Dispose();
            using (FileStream stream = new(path, FileMode.Open, FileAccess.Write))
            {
                long start = File.ReadAllText(path)[..^1].LastIndexOf('\n') + 1;
                stream.SetLength(start + (where % (length - start)));
            }

            _grants.RemoveAll(grant => grant.Epoch == int.MaxValue);
            Open();
            string[] lines = File.ReadAllLines(path);
            Assert.All(lines, line => Assert.EndsWith("\"}", line, StringComparison.Ordinal));
            _grants.RemoveAll(grant => grant.Epoch > _ledger[grant.Cell].Epoch);
        }

        private void Remember(CellStanding[] state) => _history.Add((new FileInfo(Journal.PathIn(_toys.Folder)).Length, state));
    }
}
