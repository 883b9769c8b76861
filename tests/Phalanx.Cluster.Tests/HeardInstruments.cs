using System.Diagnostics.Metrics;
using Phalanx.Cluster.Wiring;

namespace Phalanx.Cluster.Tests;

/// <summary>A listener to one meter, and what it heard: counts added up, all else as it was last.</summary>
internal sealed class HeardInstruments : IDisposable
{
    private readonly Dictionary<string, double> _heard = [];
    private readonly MeterListener _listener;

    public HeardInstruments(Meter meter)
    {
        Assert.Equal("Phalanx.Cluster", meter.Name);
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    Assert.StartsWith(ClusterMeter.Prefix, instrument.Name, StringComparison.Ordinal);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What was heard, in the order of names and tags.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            _listener.RecordObservableInstruments();
            return [.. _heard.Select(value => $"{value.Key}: {value.Value}").Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = string.Join(' ', [instrument.Name, .. tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")]);
        _heard[name] = value + (instrument is Counter<long> ? _heard.GetValueOrDefault(name) : 0);
    }
}
