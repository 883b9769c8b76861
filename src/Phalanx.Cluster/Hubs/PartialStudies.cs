using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// Studies of which not all parts have come. They are in memory alone, so there is a bound on what they have together: beyond it the one goes that was silent
/// for the longest time, and its user hears of that at the next part.
/// </summary>
/// <param name="mostLetters">The most letters of all of them together.</param>
internal sealed class PartialStudies(long mostLetters = PartialStudies.MostLettersTogether)
{
    private const int MostCells = 100_000;
    private const int MostLetters = 64 * 1024;
    private const int MostAtOnce = 16;

    /// <summary>Those of 100,000 cells of ordinary settings: half a gigabyte of memory.</summary>
    private const long MostLettersTogether = 256L << 20;

    private readonly Lock _gate = new();

    // By the submission too: two users may give their studies one name.
    private readonly Dictionary<(string Study, Guid Submission), Entry> _entries = [];
    private long _letters;
    private long _time;

    /// <summary>Takes a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The settings of all cells when all have come; else null.</param>
    /// <returns>Whether the parts before it are here.</returns>
    /// <exception cref="UserErrorException">The part cannot be one.</exception>
    public bool Add(StudyPart part, out string[]? whole)
    {
        ThrowIfNone(part);
        whole = null;
        (string, Guid) key = (part.Study, part.Submission);
        lock (_gate)
        {
            if (part.First == 0)
            {
                Forget(key);
                _entries[key] = new Entry(new string?[part.Total]);
            }

            if (!_entries.TryGetValue(key, out Entry? entry) || entry.Cells.Length != part.Total)
            {
                return false;
            }

            Put(part, entry);
            MakeRoom(entry, part.Study);
            if (!entry.Cells.Contains(null))
            {
                Forget(key);
                whole = entry.Cells!;
            }

            return true;
        }
    }

    private static void ThrowIfNone(StudyPart part)
    {
        bool fits = part.Study is not null && part.Total is > 0 and <= MostCells && part.First >= 0 && !part.Settings.IsDefault
            && part.First <= part.Total - part.Settings.Length && part.Settings.All(text => text is { Length: > 0 and <= MostLetters });
        if (!fits)
        {
            throw new UserErrorException(
                $"a part of study '{Shown.Name(part.Study ?? "")}' is none: a study has 1 to {MostCells} cells, each with settings of at most {MostLetters} letters");
        }
    }

    private void Put(StudyPart part, Entry entry)
    {
        for (int i = 0; i < part.Settings.Length; i++)
        {
            ref string? cell = ref entry.Cells[part.First + i];
            int more = part.Settings[i].Length - (cell?.Length ?? 0);
            cell = part.Settings[i];
            entry.Letters += more;
            _letters += more;
        }

        entry.Touched = ++_time;
    }

    private void MakeRoom(Entry latest, string study)
    {
        while (_entries.Count > MostAtOnce || _letters > mostLetters)
        {
            (string, Guid) oldest = _entries.MinBy(each => each.Value.Touched).Key;
            bool isLatest = _entries[oldest] == latest;
            Forget(oldest);
            if (isLatest)
            {
                throw new UserErrorException($"the settings of study '{Shown.Name(study)}' have more than {mostLetters} letters together; submit it as several studies");
            }
        }
    }

    private void Forget((string, Guid) key)
    {
        if (_entries.Remove(key, out Entry? entry))
        {
            _letters -= entry.Letters;
        }
    }

    private sealed class Entry(string?[] cells)
    {
        public string?[] Cells => cells;

        public long Letters { get; set; }

        /// <summary>When a part came last, in parts.</summary>
        public long Touched { get; set; }
    }
}
