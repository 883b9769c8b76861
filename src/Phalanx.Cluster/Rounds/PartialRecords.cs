using System.Numerics;
using Phalanx.Cluster.Contracts;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// Records that come in parts, because they are larger than one message. Parts of one record come in their order; one that comes again changes nothing. They
/// have an amount of memory together: who brings more waits until others are whole.
/// </summary>
/// <param name="mostBytes">The most memory. A single record may be larger.</param>
internal sealed class PartialRecords(long mostBytes)
{
    /// <summary>Room for the records of the largest battle out of more than a hundred slots at a time.</summary>
    public const long UsualBytes = 1L << 30;

    private const int LeastBytes = 64 << 10;

    /// <summary>Longer than a call may take that is answered.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Worker, int Place), Entry> _entries = [];
    private long _bytes;

    /// <summary>Adds a part.</summary>
    /// <param name="delivery">The part, which was looked at.</param>
    /// <param name="now">The time.</param>
    /// <param name="isAwaited">Whether a worker is to bring the episode at a place.</param>
    /// <param name="whole">The whole record where this was the last part; it is out of a pool, and longer than it is used.</param>
    /// <returns>Whether it was added. Otherwise the record is to be sent again from its beginning, in a while.</returns>
    /// <exception cref="InvalidDataException">It does not follow what came before.</exception>
    public bool Add(EpisodeDelivery delivery, TimeSpan now, Func<int, string, bool> isAwaited, out byte[]? whole)
    {
        whole = null;
        (string, int) key = (delivery.Worker, delivery.Place);
        ReadOnlySpan<byte> part = delivery.Record!.Bytes.Span;
        if (_entries.TryGetValue(key, out Entry? entry) && entry.Length != delivery.RecordBytes)
        {
            LetGo(key);
            entry = null;
        }

        if (entry is null)
        {
            if (delivery.Offset != 0 || !HasRoom(MemoryOf(delivery.RecordBytes), now, isAwaited))
            {
                return false;
            }

            _entries[key] = entry = new Entry(PayloadMemory.Rent(delivery.RecordBytes), delivery.RecordBytes);
            _bytes += MemoryOf(entry.Length);
        }

        if (delivery.Offset > entry.Received)
        {
            throw new InvalidDataException($"a part of a record begins at byte {delivery.Offset}, and the parts before it end at byte {entry.Received}");
        }

        part.CopyTo(entry.Bytes.AsSpan(delivery.Offset));
        entry.Received = Math.Max(entry.Received, delivery.Offset + part.Length);
        entry.Touched = now;
        if (entry.Received == entry.Length)
        {
            _entries.Remove(key);
            _bytes -= MemoryOf(entry.Length);
            whole = entry.Bytes;
        }

        return true;
    }

    /// <summary>Forgets what is not whole.</summary>
    public void Clear()
    {
        foreach ((string, int) key in _entries.Keys.ToArray())
        {
            LetGo(key);
        }
    }

    /// <summary>What the pool gives for it: a power of two.</summary>
    private static long MemoryOf(int bytes) => Math.Max(LeastBytes, BitOperations.RoundUpToPowerOf2((uint)bytes));

    /// <summary>
    /// Makes room where there is none: others have by now what some workers bring, and some have vanished. All that is begun by who shall bring it ends, and
    /// so the round does.
    /// </summary>
    private bool HasRoom(long memory, TimeSpan now, Func<int, string, bool> isAwaited)
    {
        if (_bytes + memory > mostBytes)
        {
            foreach ((string Worker, int Place) key in _entries
                .Where(each => now - each.Value.Touched > LongPause || !isAwaited(each.Key.Place, each.Key.Worker)).Select(each => each.Key).ToArray())
            {
                LetGo(key);
            }
        }

        return _entries.Count == 0 || _bytes + memory <= mostBytes;
    }

    private void LetGo((string Worker, int Place) key)
    {
        if (_entries.Remove(key, out Entry? entry))
        {
            _bytes -= MemoryOf(entry.Length);
            PayloadMemory.Return(entry.Bytes);
        }
    }

    private sealed class Entry(byte[] bytes, int length)
    {
        public byte[] Bytes => bytes;

        public int Length => length;

        public int Received { get; set; }

        public TimeSpan Touched { get; set; }
    }
}
