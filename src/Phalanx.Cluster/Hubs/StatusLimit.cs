using System.Globalization;
using System.Text;
using Phalanx.Cluster.Contracts;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// Makes a status fit into one message. A study may have any number of cells that failed, each with its sentence, and an answer that is too large never
/// arrives. All counts stay; what is left out is counted too.
/// </summary>
internal static class StatusLimit
{
    /// <summary>More than the headers, the numbers and the phase of a row take on the wire.</summary>
    private const int BytesOfRow = 80;

    /// <summary>More than the header and the length of a text take.</summary>
    private const int BytesOfText = 8;

    /// <summary>The status with as many of its rows as fit.</summary>
    /// <param name="status">How it stands.</param>
    /// <param name="bytes">The largest message.</param>
    public static HubStatus Fitted(HubStatus status, int bytes)
    {
        WorkerStatus[] workers = Fitting(status.Workers, bytes / 4, BytesOf);
        int untold = status.Workers.Length - workers.Length;
        string[] troubles = untold == 0
            ? [.. status.Troubles]
            : [string.Create(CultureInfo.InvariantCulture, $"{untold} more workers are not told, because they would not fit into one message"), .. status.Troubles];
        return status with
        {
            Studies = [.. Fitted([.. status.Studies], bytes / 2)],
            Workers = [.. workers],
            Troubles = [.. Fitting(troubles, bytes / 8, BytesOf)],
        };
    }

    /// <summary>Small studies first: what they leave of their shares is for the large ones.</summary>
    private static StudyStatus[] Fitted(StudyStatus[] studies, long left)
    {
        int more = studies.Length;
        long[] sizes = [.. studies.Select(study => study.Shown.Sum(BytesOf))];
        foreach (int place in Enumerable.Range(0, studies.Length).OrderBy(place => sizes[place]))
        {
            long share = left / more--;
            StudyStatus study = studies[place];
            if (sizes[place] > share)
            {
                CellStatus[] told = Fitting(study.Shown.OrderBy(Rank), share, BytesOf);
                studies[place] = study with
                {
                    Shown = [.. told.OrderBy(cell => cell.Cell, StringComparer.Ordinal)],
                    Untold = study.Untold + study.Shown.Length - told.Length,
                };
            }

            left -= Math.Min(share, sizes[place]);
        }

        return studies;
    }

    /// <summary>What the exit code depends on comes first, and then what still changes.</summary>
    private static int Rank(CellStatus cell) => cell.Phase switch
    {
        CellStatus.InDoubt => 0,
        CellStatus.Leased => 1,
        _ => 2,
    };

    private static T[] Fitting<T>(IEnumerable<T> rows, long bytes, Func<T, long> size) => [.. rows.TakeWhile(row => (bytes -= size(row)) >= 0)];

    private static long BytesOf(CellStatus cell) => BytesOfRow + BytesOf(cell.Cell) + BytesOf(cell.Worker) + BytesOf(cell.Message);

    private static long BytesOf(WorkerStatus worker) => BytesOfRow + BytesOf(worker.Name) + BytesOf(worker.Class) + BytesOf(worker.Note);

    private static long BytesOf(string? text) => text is null ? 0 : BytesOfText + Encoding.UTF8.GetByteCount(text);
}
