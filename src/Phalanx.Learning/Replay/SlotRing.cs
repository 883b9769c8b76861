using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// The slots of a replay: one endless row of slots, of which only the latest are held. Episodes of any length lie in it end to end.
/// </summary>
/// <remarks>
/// <para>
/// Because the oldest episode always goes first, what is held is a window that moves along the row. The row is cut into pages of equal
/// size; a page that the window has left is used again for the part it enters next. So there are no gaps for any lengths, the
/// memory is proportional to what is held (it is allocated page by page as the window grows, and never beyond the window's
/// greatest extent), and once that extent has been reached nothing is allocated any more. What is wasted is
/// at most the rest of the first and of the last page, and one reward and action per episode, those of the slot that only bootstraps.
/// </para>
/// <para>Any number of threads may read while no thread appends or releases.</para>
/// </remarks>
internal sealed class SlotRing
{
    private readonly SlotFormat _format;
    private readonly PageShape _shape;

    // Page number n of the row is at n modulo the length, which no window exceeds.
    private readonly SlotPage?[] _window;
    private readonly Stack<SlotPage> _free;
    private long _pagesAllocated;

    public SlotRing(PagePlan plan)
    {
        _format = plan.Shape.Format;
        _shape = plan.Shape;
        int pages = checked((int)plan.PagesOf(plan.MostSlots));
        _window = new SlotPage?[pages];
        _free = new Stack<SlotPage>(pages);
    }

    /// <summary>The number of the slot that is written next.</summary>
    public long End { get; private set; }

    /// <summary>The number of the oldest slot that is held.</summary>
    public long Begin { get; private set; }

    /// <summary>How many bytes the pages take.</summary>
    public long Bytes => _pagesAllocated * _shape.Bytes;

    /// <summary>Adds the first slots of a page, which may have another shape.</summary>
    public void Append(SlotPage source, int count)
    {
        for (int copied = 0; copied < count;)
        {
            int slot = (int)(End % _shape.Slots);
            int run = Math.Min(count - copied, _shape.Slots - slot);
            SlotPage page = PageToWrite(End / _shape.Slots);
            for (int index = 0; index < _format.Fields.Count; index++)
            {
                StoredField field = _format.Fields[index];
                source.Rows(field, copied, run).CopyTo(page.Rows(field, slot, run));
            }

            copied += run;
            End += run;
        }
    }

    /// <summary>Gives up the oldest slots.</summary>
    public void ReleaseUntil(long slot)
    {
        for (long page = Begin / _shape.Slots; page < slot / _shape.Slots; page++)
        {
            ref SlotPage? left = ref _window[page % _window.Length];
            _free.Push(left!);
            left = null;
        }

        Begin = slot;
    }

    /// <summary>One field of some slots in a row, or of as many of them as lie on one page.</summary>
    public ReadOnlySpan<byte> ContiguousSlots(StoredField field, long first, int count)
    {
        int slot = (int)(first % _shape.Slots);
        return _window[first / _shape.Slots % _window.Length]!.Rows(field, slot, Math.Min(count, _shape.Slots - slot));
    }

    private SlotPage PageToWrite(long number)
    {
        ref SlotPage? page = ref _window[number % _window.Length];
        if (page is null && !_free.TryPop(out page))
        {
            page = new SlotPage(_shape);
            _pagesAllocated++;
        }

        return page!;
    }
}
