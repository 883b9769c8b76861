using System.Collections.Concurrent;

namespace Phalanx.Studies.Slots;

/// <summary>Orders that came and were not yet begun.</summary>
internal sealed class OrderQueue : IDisposable
{
    private readonly BlockingCollection<string> _lines = [];

    /// <summary>Adds an order. One that comes when no more are taken is dropped.</summary>
    public void Add(string line)
    {
        try
        {
            _lines.Add(line);
        }
        catch (InvalidOperationException)
        {
            // The queue is complete, or its slot has ended.
        }
    }

    /// <summary>No more will come, and those that were not begun are dropped.</summary>
    public void Complete()
    {
        try
        {
            _lines.CompleteAdding();
            while (_lines.TryTake(out _))
            {
            }
        }
        catch (ObjectDisposedException)
        {
            // Its slot has ended.
        }
    }

    /// <summary>The next order; null when there will be none.</summary>
    public string? Take() => _lines.TryTake(out string? line, Timeout.Infinite) ? line : null;

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
