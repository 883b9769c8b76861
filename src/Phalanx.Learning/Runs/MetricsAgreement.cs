using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Compares the metrics of a run with what its newest checkpoint knows of them. A flipped bit in a figure is a figure; only the checksum in the checkpoint
/// tells that it is not the one that was measured.
/// </summary>
public static class MetricsAgreement
{
    /// <summary>Refuses metrics that changed after a checkpoint. Rows after it, a run without checkpoints and one of an earlier version are let be.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="UserErrorException">The rows are not those of the checkpoint, or cannot be read.</exception>
    public static void ThrowIfOther(RunDirectory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Checkpoints.Available is not [.., long newest] || StateOf(run, newest) is not { MetricsChecksum: { } expected } state)
        {
            return;
        }

        byte[] content = MetricsTable.ReadBytes(run.MetricsPath);
        int end = MetricsFile.EndOfLines(content, state.MetricsRows + 1);
        if (end < 0 || Checksum.Of(content.AsSpan(0, end)) != expected)
        {
            throw MetricsFile.OtherRows(run.MetricsPath, state.MetricsRows, newest);
        }
    }

    /// <summary>
    /// Refuses metrics of a finished run that end before the run did: without the last tests its figures are others. Rows after its end, of a run that goes
    /// on, are let be.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="metrics">Its rows.</param>
    /// <param name="summary">Its summary.</param>
    /// <param name="interval">The environment steps between two tests.</param>
    /// <exception cref="UserErrorException">The test that was due last has no row.</exception>
    public static void ThrowIfShort(RunDirectory run, MetricsTable metrics, RunSummary summary, long interval)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(interval);
        long last = metrics.TEnv is [.., long step] ? step : 0;
        if (last / interval < summary.TEnv / interval)
        {
            throw new UserErrorException($"'{run.MetricsPath}' is damaged: its last test is of step {last}, and the run came to step {summary.TEnv} with a test every {interval}");
        }
    }

    /// <summary>The state of a checkpoint; null where it is damaged, which matters to no reader of metrics.</summary>
    private static CheckpointState? StateOf(RunDirectory run, long tEnv)
    {
        try
        {
            return CheckpointFiles.ReadState(run.Checkpoints.PathOf(tEnv));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
