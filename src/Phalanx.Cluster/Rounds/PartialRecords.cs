using System.Buffers;
using Phalanx.Cluster.Contracts;

namespace Phalanx.Cluster.Rounds;

/// <summary>Records that come in parts, because they are larger than one message. Parts of one record come in their order; one that comes again changes nothing.</summary>
internal sealed class PartialRecords
{
    private const int Most = 1000;

    private readonly Dictionary<(string Worker, int Place), Entry> _entries = [];

    /// <summary>Adds a part.</summary>
    /// <param name="delivery">The part, which was looked at.</param>
    /// <param name="whole">The whole record where this was the last part; it is out of a pool, and longer than it is used.</param>
    /// <exception cref="InvalidDataException">It does not follow what came before.</exception>
    public bool Add(EpisodeDelivery delivery, out byte[]? whole)
    {
        whole = null;
        (string, int) key = (delivery.Worker, delivery.Place);
        ReadOnlySpan<byte> part = delivery.Record!.Bytes.Span;
        if (!_entries.TryGetValue(key, out Entry? entry) || entry.Length != delivery.RecordBytes)
        {
            if (delivery.Offset != 0 || _entries.Count >= Most)
            {
                throw new InvalidDataException($"a part of a record begins at byte {delivery.Offset}, and the parts before it did not come");
            }

            _entries[key] = entry = new Entry(ArrayPool<byte>.Shared.Rent(delivery.RecordBytes), delivery.RecordBytes);
        }

        if (delivery.Offset > entry.Received)
        {
            throw new InvalidDataException($"a part of a record begins at byte {delivery.Offset}, and the parts before it end at byte {entry.Received}");
        }

        part.CopyTo(entry.Bytes.AsSpan(delivery.Offset));
        entry.Received = Math.Max(entry.Received, delivery.Offset + part.Length);
        if (entry.Received == entry.Length)
        {
            _entries.Remove(key);
            whole = entry.Bytes;
        }

        return whole is not null;
    }

    /// <summary>Forgets what is not whole.</summary>
    public void Clear()
    {
        foreach (Entry entry in _entries.Values)
        {
            ArrayPool<byte>.Shared.Return(entry.Bytes);
        }

        _entries.Clear();
    }

    private sealed class Entry(byte[] bytes, int length)
    {
        public byte[] Bytes => bytes;

        public int Length => length;

        public int Received { get; set; }
    }
}
