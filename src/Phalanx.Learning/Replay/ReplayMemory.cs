using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// How much memory a replay takes, known before a run starts: it is the value of <see cref="EpisodeReplay.BytesHeld"/> when the replay is
/// full, to within a page of about a megabyte.
/// </summary>
public sealed class ReplayMemory
{
    private readonly SlotFormat _format;

    private ReplayMemory(EpisodeLayout layout, int capacity)
    {
        _format = new SlotFormat(layout);
        Capacity = capacity;
    }

    /// <summary>What is stored of an episode.</summary>
    public EpisodeLayout Layout => _format.Layout;

    /// <summary>How many episodes the replay holds.</summary>
    public int Capacity { get; }

    /// <summary>How many bytes it takes when every episode is as long as its limit allows.</summary>
    public long MaximumBytes => BytesAt(Layout.EpisodeLimit);

    /// <summary>Estimates the memory of a replay that does not exist yet.</summary>
    /// <param name="layout">What is stored of an episode.</param>
    /// <param name="capacity">How many episodes it is to hold.</param>
    /// <exception cref="ArgumentException">The layout is not sane, or the capacity is not positive.</exception>
    public static ReplayMemory Estimate(EpisodeLayout layout, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        return new ReplayMemory(layout, capacity);
    }

    /// <summary>How many bytes it takes when the episodes have some length in the mean.</summary>
    /// <param name="length">The number of steps, at most the episode limit.</param>
    public long BytesAt(double length)
    {
        if (!(length >= 0 && length <= Layout.EpisodeLimit))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"Episodes have 0 to {Layout.EpisodeLimit} steps.");
        }

        return BytesOf(_format, Capacity, length);
    }

    /// <summary>Refuses a replay that can take more memory than its budget.</summary>
    /// <param name="budget">How many bytes it may take.</param>
    /// <exception cref="UserErrorException">It may take more. The message names what to set, and to what.</exception>
    public void ThrowIfOver(long budget)
    {
        if (MaximumBytes <= budget)
        {
            return;
        }

        int fits = MostEpisodes(_format, budget);
        int fitsInHalf = Layout.HalfPrecision ? fits : MostEpisodes(new SlotFormat(Layout with { HalfPrecision = true }), budget);
        string remedy = (fits, fitsInHalf) switch
        {
            (_, 0) => "that is too little for even one",
            _ when fitsInHalf >= Capacity => $"set it to {fits} at most, or replay.half_precision to true",
            _ when fitsInHalf > fits => $"set it to {fits} at most, or to {fitsInHalf} with replay.half_precision set to true",
            _ => $"set it to {fits} at most",
        };
        string need = $"so many episodes of {Layout.EpisodeLimit} steps need {ByteCount.InWords(MaximumBytes)} of memory";
        throw new UserErrorException($"replay.capacity_episodes is {Capacity}, and {need} where {ByteCount.InWords(budget)} are allowed; {remedy}");
    }

    /// <summary>In words, for example <c>replay of 5000 episodes: at most 3.77 GB</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"replay of {Capacity} episodes: at most {ByteCount.InWords(MaximumBytes)}");

    private static long BytesOf(SlotFormat format, int capacity, double length)
    {
        PagePlan plan = new(format, capacity);
        long slots = (long)Math.Ceiling(capacity * (length + 1));
        return (plan.PagesOf(slots) * plan.Shape.Bytes) + EpisodeReplay.IndexBytes(capacity);
    }

    /// <summary>The largest capacity below this one that stays within a budget.</summary>
    private int MostEpisodes(SlotFormat format, long budget)
    {
        long fits = 0;
        long tooMany = (long)Capacity + 1;
        while (tooMany - fits > 1)
        {
            long middle = fits + ((tooMany - fits) / 2);
            if (BytesOf(format, (int)middle, format.Layout.EpisodeLimit) <= budget)
            {
                fits = middle;
            }
            else
            {
                tooMany = middle;
            }
        }

        return (int)fits;
    }
}
