using System.Collections.Concurrent;
using System.Globalization;

namespace Phalanx.Native;

/// <summary>
/// Numbers that stand for batches outside. They are counted and never given out twice, so a number of a destroyed batch never means another one. The table
/// counts the calls in progress: a batch with one cannot be destroyed.
/// </summary>
internal sealed class HandleTable
{
    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private long _last;

    /// <summary>Takes in a batch.</summary>
    /// <returns>Its number, above 0.</returns>
    public long Add(OpenBatch batch)
    {
        long handle = Interlocked.Increment(ref _last);
        _entries[handle] = new Entry(batch);
        return handle;
    }

    /// <summary>Begins a call, which ends when it is disposed.</summary>
    /// <exception cref="RefusedCallException">There is no such handle.</exception>
    public Call Enter(long handle) => _entries.TryGetValue(handle, out Entry? entry) && entry.TryEnter() ? new Call(entry) : throw Unknown(handle);

    /// <summary>Destroys the batch of a handle.</summary>
    /// <exception cref="RefusedCallException">There is no such handle, or a call is in progress.</exception>
    public void Destroy(long handle)
    {
        if (!_entries.TryGetValue(handle, out Entry? entry))
        {
            throw Unknown(handle);
        }

        switch (entry.TryClose())
        {
            case Closing.Done:
                _entries.TryRemove(handle, out _);
                entry.Batch.Dispose();
                break;
            case Closing.InUse:
                throw new RefusedCallException(ErrorCode.InUse, $"handle {Shown(handle)} is in use by another call; destroy it when that call has returned");
            default:
                throw Unknown(handle);
        }
    }

    private static RefusedCallException Unknown(long handle) =>
        new(ErrorCode.Handle, $"there is no handle {Shown(handle)}: it was never given out, or is destroyed");

    private static string Shown(long handle) => handle.ToString(CultureInfo.InvariantCulture);

    /// <summary>How an attempt to close a batch ended.</summary>
    internal enum Closing
    {
        /// <summary>It is closed now.</summary>
        Done,

        /// <summary>A call is in it.</summary>
        InUse,

        /// <summary>It was closed already.</summary>
        ClosedBefore,
    }

    /// <summary>A call that is in a batch.</summary>
    internal readonly struct Call(Entry entry) : IDisposable
    {
        /// <summary>The batch.</summary>
        public OpenBatch Batch => entry.Batch;

        /// <summary>Ends the call.</summary>
        public void Dispose() => entry.Leave();
    }

    /// <summary>A batch and how many calls are in it.</summary>
    internal sealed class Entry(OpenBatch batch)
    {
        private const int Closed = -1;
        private int _calls;

        /// <summary>The batch.</summary>
        public OpenBatch Batch { get; } = batch;

        /// <summary>Counts a call, unless the batch is closed.</summary>
        public bool TryEnter()
        {
            int calls = Volatile.Read(ref _calls);
            while (calls != Closed)
            {
                int before = Interlocked.CompareExchange(ref _calls, calls + 1, calls);
                if (before == calls)
                {
                    return true;
                }

                calls = before;
            }

            return false;
        }

        /// <summary>Ends a call.</summary>
        public void Leave() => Interlocked.Decrement(ref _calls);

        /// <summary>Lets no more calls in, if none is in it.</summary>
        public Closing TryClose() => Interlocked.CompareExchange(ref _calls, Closed, 0) switch
        {
            0 => Closing.Done,
            Closed => Closing.ClosedBefore,
            _ => Closing.InUse,
        };
    }
}
