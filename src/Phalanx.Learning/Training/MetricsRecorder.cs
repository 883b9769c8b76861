using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>
/// Writes a row for every test during the run: to <c>metrics.csv</c> and to the events of TensorBoard. What a full or failing disk does not take waits, and is
/// written with the next row or checkpoint: no row is lost, and none is torn.
/// </summary>
internal sealed class MetricsRecorder : IDisposable
{
    private readonly MetricsFile _file;
    private readonly EventFileWriter _events;
    private readonly Queue<(long TEnv, long Episode, IReadOnlyDictionary<string, double> Figures)> _rows = [];
    private readonly Queue<(long TEnv, DateTimeOffset Time, IReadOnlyDictionary<string, double> Figures)> _scalars = [];

    private MetricsRecorder(MetricsFile file, EventFileWriter events) => (_file, _events) = (file, events);

    /// <summary>How many rows are in the file.</summary>
    public int Rows => _file.Rows;

    /// <summary>The checksum of the rows and their header.</summary>
    public uint Checksum => _file.Checksum;

    /// <summary>Begins the metrics of a run anew that was killed before its first checkpoint; it may have begun its files.</summary>
    public static MetricsRecorder Restart(RunDirectory directory, MetricsColumns columns) => new(
        MetricsFile.Create(directory.MetricsPath, columns),
        EventFileWriter.Resume(directory.Path, DateTimeOffset.UtcNow, firstVoid: 0));

    /// <summary>Begins the metrics of a run.</summary>
    public static MetricsRecorder Create(RunDirectory directory, MetricsColumns columns) => new(
        MetricsFile.Create(directory.MetricsPath, columns),
        EventFileWriter.Create(directory.Path, DateTimeOffset.UtcNow));

    /// <summary>Continues the metrics of a run from a checkpoint; later rows are cut.</summary>
    public static MetricsRecorder Resume(RunDirectory directory, MetricsColumns columns, CheckpointState state) => new(
        MetricsFile.Resume(directory.MetricsPath, columns, state.TEnv, state.MetricsRows, state.MetricsChecksum),
        EventFileWriter.Resume(directory.Path, DateTimeOffset.UtcNow, state.LastTest + 1));

    /// <summary>Adds the row of a test, with the means, or the largest, of what was counted since the row before.</summary>
    /// <param name="test">The figures of the test.</param>
    /// <param name="counters">What was counted.</param>
    /// <param name="exploration">How much the team explores.</param>
    /// <param name="fault">Why the row could not be written yet; null where it was.</param>
    /// <returns>The figures of the row by the names of their columns.</returns>
    public IReadOnlyDictionary<string, double> Add(
        IReadOnlyDictionary<string, double> test, TrainingCounters counters, double exploration, out MachineFaultException? fault)
    {
        var figures = new Dictionary<string, double>(test) { [MetricsColumns.Epsilon] = exploration };
        foreach ((string name, RunningMean since) in counters.SinceLastRow)
        {
            figures[name] = since.Mean!.Value;
        }

        foreach ((string name, double largest) in counters.LargestSinceLastRow)
        {
            figures[name] = largest;
        }

        figures[MetricsColumns.SkippedEpisodes] = counters.SkippedEpisodes;
        _rows.Enqueue((counters.TEnv, counters.Episode, figures));
        _scalars.Enqueue((counters.TEnv, DateTimeOffset.UtcNow, figures));
        counters.SinceLastRow.Clear();
        counters.LargestSinceLastRow.Clear();
        fault = TryWrite();
        return figures;
    }

    /// <summary>Writes the rows that wait: a checkpoint counts the rows that are in the file.</summary>
    /// <exception cref="MachineFaultException">The disk is full or fails.</exception>
    public void WriteRows()
    {
        while (_rows.TryPeek(out (long TEnv, long Episode, IReadOnlyDictionary<string, double> Figures) row))
        {
            _file.Append(row.TEnv, row.Episode, row.Figures);
            _rows.Dequeue();
        }
    }

    public void Dispose()
    {
        TryWrite();
        _events.Dispose();
    }

    private MachineFaultException? TryWrite()
    {
        try
        {
            WriteRows();
            while (_scalars.TryPeek(out (long TEnv, DateTimeOffset Time, IReadOnlyDictionary<string, double> Figures) scalars))
            {
                _events.Write(scalars.TEnv, scalars.Time, scalars.Figures);
                _scalars.Dequeue();
            }

            return null;
        }
        catch (MachineFaultException fault)
        {
            return fault;
        }
    }
}
