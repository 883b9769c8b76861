using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>How large the pages of a replay are, and how many it takes at most.</summary>
internal sealed class PagePlan
{
    // Large enough that the cost of a page is negligible, small enough that one page too many costs little memory.
    private const int TargetBytes = 1 << 20;

    // A small replay is cut into a number of pages too, because what is held never fills its first and last one.
    private const int FewestPages = 16;

    public PagePlan(SlotFormat format, int capacity)
    {
        MostSlots = (long)capacity * (format.Layout.EpisodeLimit + 1);
        long slots = Math.Min(TargetBytes / format.BytesPerSlot, (MostSlots + FewestPages - 1) / FewestPages);
        Shape = new PageShape(format, (int)Math.Max(1, slots));
    }

    public PageShape Shape { get; }

    /// <summary>How many slots there are when every episode is as long as it may be.</summary>
    public long MostSlots { get; }

    /// <summary>How many pages some slots in a row touch at most, wherever the first lies.</summary>
    public long PagesOf(long slots) => slots == 0 ? 0 : ((slots - 1 + Shape.Slots - 1) / Shape.Slots) + 1;
}
