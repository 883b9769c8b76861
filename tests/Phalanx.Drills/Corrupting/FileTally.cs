using System.Globalization;

namespace Phalanx.Drills.Corrupting;

/// <summary>What came of damages of one file.</summary>
internal sealed class FileTally
{
    private readonly Dictionary<(string Column, string Outcome), int> _counts = [];

    /// <summary>How often it was damaged.</summary>
    public int Cases { get; set; }

    public void Add(string column, string outcome) => _counts[(column, outcome)] = _counts.GetValueOrDefault((column, outcome)) + 1;

    /// <summary>The counts of a column, one after the other; a dash where it has none.</summary>
    public string Cell(string column, params string[] outcomes)
    {
        int[] counts = [.. outcomes.Select(outcome => _counts.GetValueOrDefault((column, outcome)))];
        return counts.All(count => count == 0) ? "-" : string.Join('/', counts.Select(count => count.ToString(CultureInfo.InvariantCulture)));
    }
}
