namespace Phalanx.Learning.Training;

/// <summary>A round, a frame or a training step that waits for the observer.</summary>
/// <param name="Order">Its place among all events of the run.</param>
/// <param name="Progress">How far the run was.</param>
/// <param name="Round">The round; null for another event.</param>
/// <param name="Frame">The frame; null for another event.</param>
/// <param name="Step">The training step, if it is neither.</param>
internal readonly record struct RecentEvent(
    long Order, TrainingProgress Progress, RoundReport? Round = null, EpisodeFrame? Frame = null, LearnerReport Step = default);

/// <summary>
/// The latest rounds, frames and training steps that wait for the observer. When there is no room for another one, the oldest is dropped.
/// All memory is allocated at the beginning.
/// </summary>
internal sealed class RecentEvents(int capacity, int figures)
{
    private readonly RecentEvent[] _events = new RecentEvent[capacity];
    private readonly double[] _figures = new double[capacity * figures];
    private int _oldest;

    public int Count { get; private set; }

    public bool IsHalfFull => Count == capacity / 2;

    /// <summary>The place of the oldest among all events of the run.</summary>
    public long OldestOrder => _events[_oldest].Order;

    public void Add(in RecentEvent added, ReadOnlySpan<double> figuresOfStep)
    {
        if (Count == capacity)
        {
            Drop();
        }

        int place = (_oldest + Count) % capacity;
        _events[place] = added;
        figuresOfStep.CopyTo(FiguresAt(place));
        Count++;
    }

    /// <summary>Takes the oldest out.</summary>
    public RecentEvent Take(Span<double> figuresOfStep)
    {
        FiguresAt(_oldest).CopyTo(figuresOfStep);
        RecentEvent taken = _events[_oldest];
        Drop();
        return taken;
    }

    public void Clear() => Count = 0;

    private void Drop()
    {
        _oldest = (_oldest + 1) % capacity;
        Count--;
    }

    private Span<double> FiguresAt(int place) => _figures.AsSpan(place * figures, figures);
}
