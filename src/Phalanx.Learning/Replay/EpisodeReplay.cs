using System.Runtime.CompilerServices;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// The latest episodes, each at its true length. Once there are as many as the capacity says, every new one replaces the oldest.
/// </summary>
/// <remarks>
/// <para>
/// Episodes are referred to by their age: 0 is the oldest that is held, <see cref="Count"/> - 1 the newest. That never depends on where
/// they lie in memory, so a replay restored from files samples the same ones.
/// </para>
/// <para>
/// Any number of threads may sample and read at the same time, as long as no thread adds. Adding allocates a page of memory now and then
/// while the total length of the episodes held still grows, and nothing afterwards; sampling and reading never allocate.
/// </para>
/// </remarks>
public sealed partial class EpisodeReplay
{
    private readonly SlotRing _ring;
    private readonly Entry[] _entries;
    private readonly EqualEpisodes _equal = new();

    /// <summary>An empty replay.</summary>
    /// <param name="layout">What is stored of an episode.</param>
    /// <param name="capacity">How many episodes it holds at most. See <see cref="ReplayMemory"/> for what that takes.</param>
    /// <exception cref="ArgumentException">The layout is not sane, or the capacity is not positive.</exception>
    public EpisodeReplay(EpisodeLayout layout, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Format = new SlotFormat(layout);
        _ring = new SlotRing(new PagePlan(Format, capacity));
        _entries = new Entry[capacity];
    }

    /// <summary>What is stored of an episode.</summary>
    public EpisodeLayout Layout => Format.Layout;

    /// <summary>How many episodes are held at most.</summary>
    public int Capacity => _entries.Length;

    /// <summary>How many episodes are held.</summary>
    public int Count { get; private set; }

    /// <summary>How many episodes have ever been added. It is also the number of the next one, because they are numbered from 0.</summary>
    public long EpisodesAdded { get; private set; }

    /// <summary>The number of the oldest episode held.</summary>
    public long OldestEpisode => EpisodesAdded - Count;

    /// <summary>How many steps the episodes held have together.</summary>
    public long Steps => _ring.End - _ring.Begin - Count;

    /// <summary>How many bytes are taken now.</summary>
    public long BytesHeld => _ring.Bytes + IndexBytes(Capacity);

    internal SlotFormat Format { get; }

    /// <summary>One of the episodes held, to read from until another one is added.</summary>
    /// <param name="episode">Its age: 0 is the oldest, <see cref="Count"/> - 1 the newest.</param>
    public StoredEpisode this[int episode]
    {
        get
        {
            ref readonly Entry entry = ref EntryOf(episode);
            return new StoredEpisode(_ring, Format, OldestEpisode + episode, entry.Kind, entry.FirstSlot, entry.Length, entry.Terminated);
        }
    }

    /// <summary>Adds an episode.</summary>
    /// <param name="episode">The episode, which must be complete. It is copied.</param>
    /// <exception cref="ArgumentException">It has another layout.</exception>
    /// <exception cref="InvalidOperationException">It is not complete.</exception>
    public void Add(EpisodeWriter episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        if (!episode.Layout.Equals(Layout))
        {
            throw new ArgumentException("The episode was written with another layout than the replay has.", nameof(episode));
        }

        episode.ThrowIfIncomplete();
        if (Count == Capacity)
        {
            // First, so that the new episode reuses the memory of the oldest.
            _equal.Leave(this[0]);
            Count--;
            _ring.ReleaseUntil(Count == 0 ? _ring.End : EntryOf(0).FirstSlot);
        }

        ref Entry entry = ref _entries[EpisodesAdded % Capacity];
        entry = new Entry(EpisodesAdded, _ring.End, episode.Length, episode.Terminated);
        _ring.Append(episode.Slots, episode.Length + 1);
        EpisodesAdded++;
        Count++;
        entry = entry with { Kind = _equal.Enter(this[Count - 1], this) };
    }

    /// <summary>Adds the episodes of a round in their order.</summary>
    /// <param name="round">The round, all of whose episodes must be complete.</param>
    /// <exception cref="ArgumentException">It has another layout.</exception>
    /// <exception cref="InvalidOperationException">An episode is not complete; nothing has been added.</exception>
    public void Add(EpisodeRecorder round)
    {
        ArgumentNullException.ThrowIfNull(round);
        for (int environment = 0; environment < round.Count; environment++)
        {
            round[environment].ThrowIfIncomplete();
        }

        for (int environment = 0; environment < round.Count; environment++)
        {
            Add(round[environment]);
        }
    }

    /// <summary>How many bytes the index of the episodes takes.</summary>
    internal static long IndexBytes(long capacity) => capacity * Unsafe.SizeOf<Entry>();

    /// <summary>Makes an empty replay continue the numbering of another one.</summary>
    internal void BeginAt(long episode)
    {
        if (EpisodesAdded != 0)
        {
            throw new InvalidOperationException("Episodes can be restored only into a replay to which none has been added.");
        }

        EpisodesAdded = episode;
    }

    private ref readonly Entry EntryOf(int episode)
    {
        if ((uint)episode >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(episode), episode, $"{Count} episodes are held.");
        }

        return ref _entries[(OldestEpisode + episode) % Capacity];
    }

    private readonly record struct Entry(long Kind, long FirstSlot, int Length, bool Terminated);
}
