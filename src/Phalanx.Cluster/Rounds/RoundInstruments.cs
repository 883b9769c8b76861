using System.Diagnostics.Metrics;
using Phalanx.Cluster.Wiring;

namespace Phalanx.Cluster.Rounds;

/// <summary>What a process measures whose rounds are played elsewhere: rounds, episodes that were given out twice, and how much of its time is learning.</summary>
internal sealed class RoundInstruments : IDisposable
{
    /// <param name="figures">What was measured so far; asked on the thread of the listener.</param>
    public RoundInstruments(Func<RoundFigures> figures)
    {
        Meter = ClusterMeter.Create();
        Meter.CreateObservableCounter(
            $"{ClusterMeter.Prefix}rounds",
            () =>
            {
                RoundFigures now = figures();
                return (Measurement<long>[])[new(now.RoundsAlone, Played("alone")), new(now.RoundsTogether, Played("together"))];
            },
            "{round}",
            "Rounds of training, but for the first of the process, that this machine played alone and together with others.");
        Meter.CreateObservableCounter(
            $"{ClusterMeter.Prefix}episodes_given_twice", () => figures().EpisodesGivenTwice, "{episode}", "Episodes that were given out a second time.");
        Meter.CreateObservableGauge($"{ClusterMeter.Prefix}learning_share", () => figures().LearnerShare, "1", "The part of the time that training steps take.");
    }

    /// <summary>The meter, by which a listener tells two runs of a process apart.</summary>
    public Meter Meter { get; }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private static KeyValuePair<string, object?> Played(string how) => new("played", how);
}
