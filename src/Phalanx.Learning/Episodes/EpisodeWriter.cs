using Phalanx.Foundation;

namespace Phalanx.Learning.Episodes;

/// <summary>
/// Records one episode as it is played: for every slot what is seen, then the actions, then <see cref="EndStep"/>; after the last
/// step what is seen once more. It is sized for the longest episode and used again for the next, and allocates nothing.
/// </summary>
/// <remarks>
/// Everything that the layout stores must be written, in any order, before the step ends; an omission is refused, so that no value of an
/// earlier episode is stored. It is not for several threads at a time.
/// </remarks>
public sealed class EpisodeWriter
{
    private readonly SlotFormat _format;
    private ulong _written;

    /// <summary>A writer at the beginning of an episode.</summary>
    /// <param name="layout">What to store.</param>
    /// <exception cref="ArgumentException">The layout is not sane.</exception>
    public EpisodeWriter(EpisodeLayout layout)
    {
        _format = new SlotFormat(layout);
        Slots = new SlotPage(new PageShape(_format, layout.EpisodeLimit + 1));
    }

    /// <summary>What is stored.</summary>
    public EpisodeLayout Layout => _format.Layout;

    /// <summary>How it is stored.</summary>
    internal SlotFormat Format => _format;

    /// <summary>How many steps have ended.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the last step ended the episode.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Whether the environment itself ended the episode; false at a time limit, where the last slot still has a value to bootstrap from.
    /// </summary>
    public bool Terminated { get; private set; }

    /// <summary>Whether the episode is over and its last slot written, so that it can be replayed.</summary>
    public bool IsComplete => IsOver && (_written & _format.LastSlotFields) == _format.LastSlotFields;

    /// <summary>The slots written so far.</summary>
    internal SlotPage Slots { get; }

    /// <summary>Begins an episode, and forgets the one before.</summary>
    public void Begin()
    {
        Length = 0;
        IsOver = false;
        Terminated = false;
        _written = 0;
    }

    /// <summary>Writes a field of the slot, all of it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">Its values, row after row.</param>
    /// <exception cref="InvalidOperationException">The layout does not store it, or it belongs to a step and the episode is over.</exception>
    /// <exception cref="ArgumentException">There are more or fewer values than the layout says.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is too large.</exception>
    /// <exception cref="UserErrorException">A value lies beyond the range of half precision.</exception>
    public void Write<TRead, TWritten>(SlotField<TRead, TWritten> field, ReadOnlySpan<TWritten> values)
        where TRead : unmanaged
        where TWritten : unmanaged
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.PerStep)
        {
            ThrowIfOver();
        }

        StoredField stored = _format[field]
            ?? throw new InvalidOperationException($"'{field.Name}' was written, but the layout does not store it.");
        if (values.Length != stored.Width)
        {
            throw new ArgumentException($"'{field.Name}' was written with {values.Length} values; the layout stores {stored.Width}.");
        }

        field.Encode(stored, values, Slots.Rows(stored, Length, 1));
        _written |= field.Bit;
    }

    /// <summary>Ends the step, and the episode if it is the last. What is written next is seen after it.</summary>
    /// <param name="reward">The reward of the team.</param>
    /// <param name="terminated">Whether the environment itself ended the episode.</param>
    /// <param name="truncated">Whether the episode was cut off before its end, by a time limit for example.</param>
    /// <exception cref="InvalidOperationException">
    /// A field has not been written, the episode is over already, or it continues at the layout's episode limit.
    /// </exception>
    public void EndStep(float reward, bool terminated, bool truncated)
    {
        Write(SlotFields.Rewards, new ReadOnlySpan<float>(in reward));
        ThrowIfMissing(_format.StepSlotFields);
        if (!terminated && !truncated && Length + 1 == Layout.EpisodeLimit)
        {
            throw new InvalidOperationException($"The episode goes on after step {Layout.EpisodeLimit}, which is the limit of its layout.");
        }

        Length++;
        IsOver = terminated || truncated;
        Terminated = terminated;
        _written = 0;
    }

    /// <summary>Refuses an episode that cannot be replayed yet.</summary>
    /// <exception cref="InvalidOperationException">It is not over, or something of its last slot is missing.</exception>
    internal void ThrowIfIncomplete()
    {
        if (!IsOver)
        {
            throw new InvalidOperationException($"The episode is not over after {Length} steps.");
        }

        ThrowIfMissing(_format.LastSlotFields);
    }

    /// <summary>Takes over an episode whose slots have been filled by other means.</summary>
    internal void EndLoaded(int length, bool terminated)
    {
        Length = length;
        IsOver = true;
        Terminated = terminated;
        _written = _format.LastSlotFields;
    }

    private void ThrowIfOver()
    {
        if (IsOver)
        {
            throw new InvalidOperationException($"The episode was over after {Length} steps; begin the next one.");
        }
    }

    private void ThrowIfMissing(ulong needed)
    {
        ulong missing = needed & ~_written;
        if (missing != 0)
        {
            throw Incomplete(missing);
        }
    }

    // Apart, because its closure would otherwise cost an object at every step.
    private InvalidOperationException Incomplete(ulong missing)
    {
        IEnumerable<string> names = _format.Fields.Where(field => (missing & field.Field.Bit) != 0).Select(field => field.Name);
        return new InvalidOperationException($"Slot {Length} of the episode lacks: {string.Join(", ", names)}.");
    }
}
