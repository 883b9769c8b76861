using System.Globalization;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Studies.Watching;

/// <summary>What a person should look at in a study, in a sentence each: nothing of it is put right by itself.</summary>
public static class StudyAlarms
{
    private const int ManyLosses = 3;

    /// <summary>The alarms of a study.</summary>
    public static IReadOnlyList<string> Of(StudyFollower study)
    {
        ArgumentNullException.ThrowIfNull(study);
        List<string> alarms = [];
        int failed = 0;
        List<string> lost = [];
        foreach (CellHistory cell in study.Cells)
        {
            if (cell.Standing.Doubt is { } doubt)
            {
                alarms.Add($"{cell.Planned.Id} is in doubt: {doubt}; 'phalanx cluster retry {study.Name}/{cell.Planned.Id}' lets another attempt decide");
            }

            failed += cell.Standing.Phase == CellPhase.Failed ? 1 : 0;
            if (!cell.Standing.IsOver && cell.LeasesLost >= ManyLosses)
            {
                lost.Add(cell.Planned.Id);
            }
        }

        if (failed > 0)
        {
            alarms.Add(string.Create(
                CultureInfo.InvariantCulture, $"{failed} cell{(failed == 1 ? " was" : "s were")} given up; 'phalanx cluster retry {study.Name}' lets them be trained after all"));
        }

        if (lost.Count > 0)
        {
            string more = lost.Count > 5 ? string.Create(CultureInfo.InvariantCulture, $" and {lost.Count - 5} more") : "";
            alarms.Add($"workers were lost {ManyLosses} times or more while they trained {string.Join(", ", lost.Take(5))}{more}; a cell that needs more memory than machines have looks so");
        }

        return alarms;
    }
}
