namespace Phalanx.Environments;

/// <summary>
/// What happened in the last step of one environment. Nothing is kept before the first picture is asked for: a training run never draws, and an event
/// then costs the question whether it is kept, and no memory. From then on the events of all steps are kept, since a viewer that draws one step draws
/// the next. What comes of a step never depends on it.
/// </summary>
internal sealed class EventLog
{
    private List<FrameEvent>? _events;

    /// <summary>One for each environment of a batch.</summary>
    public static EventLog[] ForEach(int environments) => [.. Enumerable.Range(0, environments).Select(_ => new EventLog())];

    /// <summary>Whether events are kept.</summary>
    public bool IsKept => _events is not null;

    /// <summary>Forgets the step before; to be called when a step or an episode begins.</summary>
    public void Clear() => _events?.Clear();

    /// <summary>Keeps an event.</summary>
    public void Add(string kind, int? actor, int? target, double amount = 0) => _events?.Add(new FrameEvent(kind, actor, target, amount));

    /// <summary>Keeps an event that goes on through the step, such as healing, as one: its amounts are added up.</summary>
    public void AddTo(string kind, int actor, int target, double amount)
    {
        int place = _events?.FindIndex(known => known.Kind == kind && known.Actor == actor && known.Target == target) ?? -1;
        if (place < 0)
        {
            Add(kind, actor, target, amount);
        }
        else
        {
            _events![place] = _events[place] with { Amount = _events[place].Amount + amount };
        }
    }

    /// <summary>The events of the last step for a picture; from now on they are kept.</summary>
    public IReadOnlyList<FrameEvent> Show()
    {
        _events ??= [];
        return [.. _events];
    }
}
