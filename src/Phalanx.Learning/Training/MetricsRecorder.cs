using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>Writes a row for every test during the run: to <c>metrics.csv</c> and to the events of TensorBoard.</summary>
internal sealed class MetricsRecorder : IDisposable
{
    private readonly MetricsFile _file;
    private readonly EventFileWriter _events;

    private MetricsRecorder(MetricsFile file, EventFileWriter events) => (_file, _events) = (file, events);

    /// <summary>How many rows there are.</summary>
    public int Rows => _file.Rows;

    /// <summary>The checksum of the rows and their header.</summary>
    public uint Checksum => _file.Checksum;

    /// <summary>Begins the metrics of a run.</summary>
    public static MetricsRecorder Create(RunDirectory directory, MetricsColumns columns) => new(
        MetricsFile.Create(directory.MetricsPath, columns),
        EventFileWriter.Create(directory.Path, DateTimeOffset.UtcNow));

    /// <summary>Continues the metrics of a run from a checkpoint; later rows are cut.</summary>
    public static MetricsRecorder Resume(RunDirectory directory, MetricsColumns columns, CheckpointState state) => new(
        MetricsFile.Resume(directory.MetricsPath, columns, state.TEnv, state.MetricsRows, state.MetricsChecksum),
        EventFileWriter.Create(directory.Path, DateTimeOffset.UtcNow, state.TEnv));

    /// <summary>Adds the row of a test, with the means, or the largest, of what was counted since the row before.</summary>
    /// <returns>The figures of the row by the names of their columns.</returns>
    public IReadOnlyDictionary<string, double> Add(IReadOnlyDictionary<string, double> test, TrainingCounters counters, double exploration)
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

        _file.Append(counters.TEnv, counters.Episode, figures);
        _events.Write(counters.TEnv, DateTimeOffset.UtcNow, figures);
        counters.SinceLastRow.Clear();
        counters.LargestSinceLastRow.Clear();
        return figures;
    }

    public void Dispose() => _events.Dispose();
}
