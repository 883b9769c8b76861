namespace Phalanx.Studies.Ledgers;

/// <content>
/// The audit, which costs nothing: where an attempt that lost its cell comes to its end all the same, what it came to is compared with the cell. The first
/// result stands; a difference is told by the names of both workers.
/// </content>
public sealed partial class Ledger
{
    private readonly Dictionary<string, List<Testimony>> _testimonies = new(StringComparer.Ordinal);
    private readonly HashSet<(string Cell, long Stands, long Other)> _compared = [];

    /// <summary>What attempts came to that did not become the cell, or did not stay it.</summary>
    public IReadOnlyList<Testimony> TestimoniesOf(string cell)
    {
        lock (_gate)
        {
            return [.. _testimonies.GetValueOrDefault(cell, [])];
        }
    }

    /// <summary>Notes what an attempt came to that is not the cell; of an attempt the first word counts.</summary>
    public void Testify(string cell, long epoch, ResultEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        lock (_gate)
        {
            if (!_testimonies.GetValueOrDefault(cell, []).Exists(known => known.Epoch == epoch))
            {
                Write(new JournalEntry(JournalKind.Testified) { Cell = cell, Epoch = epoch, Worker = NameOf(cell, epoch), TEnv = evidence.TEnv, Evidence = evidence });
            }
        }
    }

    /// <summary>Compares a cell that is done with what other attempts came to, and notes what differs.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="result">What it came to.</param>
    /// <returns>What was found now, in a sentence each.</returns>
    public IReadOnlyList<string> Compare(string cell, ResultEvidence result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (_gate)
        {
            CellStanding standing = _standings[cell];
            (Testimony Testimony, IReadOnlyList<string> Differences)[] fresh =
            [
                .. _testimonies.GetValueOrDefault(cell, []).Where(testimony => testimony.Epoch != standing.Epoch && !_compared.Contains((cell, standing.Epoch, testimony.Epoch)))
                    .Select(testimony => (testimony, result.DifferencesFrom(testimony.Evidence))),
            ];

            // A cell that was tried again in doubt is decided where one of the others came to the same.
            bool decided = standing.Decides && fresh.Any(each => each.Differences.Count == 0);
            List<string> found = [];
            foreach ((Testimony testimony, IReadOnlyList<string> differences) in fresh)
            {
                string both = $"{NameOf(cell, standing.Epoch)} (epoch {standing.Epoch}) and {testimony.Worker} (epoch {testimony.Epoch})";
                string? difference = differences.Count > 0 ? $"{both} came to different results, in {string.Join(", ", differences)}" : null;
                Write(new JournalEntry(JournalKind.Compared)
                {
                    Cell = cell,
                    Epoch = testimony.Epoch,
                    Worker = testimony.Worker,
                    Stands = standing.Epoch,
                    Message = difference,
                    Final = difference is not null && !decided,
                });
                found.Add(difference ?? $"{both} came to the same result");
            }

            return found;
        }
    }

    private string NameOf(string cell, long epoch) => _grants.GetValueOrDefault((cell, epoch)) ?? "another scheduler";

    private void ApplyToTestimonies(JournalEntry entry)
    {
        if (entry is { Kind: JournalKind.Testified, Evidence: { } evidence })
        {
            if (!_testimonies.TryGetValue(entry.Cell!, out List<Testimony>? known))
            {
                _testimonies[entry.Cell!] = known = [];
            }

            known.Add(new Testimony(entry.Epoch, entry.Worker!, evidence));
        }
        else if (entry.Kind == JournalKind.Compared)
        {
            _compared.Add((entry.Cell!, entry.Stands, entry.Epoch));
        }
    }
}
