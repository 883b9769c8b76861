using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Cli.Studies;

/// <summary>What the cells of a study that are still to be run take of the disk, told before the first is begun.</summary>
internal static class StudySpace
{
    private const double Gigabyte = 1e9;

    /// <summary>Prints a line, and a warning where the disk has less.</summary>
    /// <param name="output">Where the line goes.</param>
    /// <param name="error">Where the warning goes.</param>
    /// <param name="cells">The cells of the study.</param>
    /// <param name="store">Where they lie.</param>
    public static void Tell(TextWriter output, TextWriter error, IEnumerable<PlannedCell> cells, CellStore store)
    {
        PlannedCell[] left = [.. cells.Where(cell => store.Find(cell.Cell).Progress is CellProgress.Missing or CellProgress.Begun)];
        long bytes = left.Sum(cell => Math.Max(0, cell.DiskBytes - FreeSpace.TakenBy(store.PathOf(cell.Cell))));
        if (left.Length == 0 || FreeSpace.At(store.Folder) is not { } free)
        {
            return;
        }

        output.WriteLine($"disk: about {InWords(bytes)} for the cells to run, {InWords(free)} free");
        if (free < bytes)
        {
            error.WriteLine(
                $"warning: the cells take about {InWords(bytes)} on the disk, and '{store.Folder}' has {InWords(free)} left; 'checkpoints' and 'replay' "
                + "of finished cells may be deleted");
        }
    }

    private static string InWords(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / Gigabyte:0.###} GB");
}
