using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Parallel;

/// <summary>
/// Sums the gradients of shards in the order of the shards, <c>((g₀ + g₁) + g₂) + …</c>, in any order of finishing: the same bits for
/// any number of workers. No thread waits for a shard to be summed, and memory is bounded: a finished shard stays in its buffer until
/// its turn comes. The thread that finishes the shard whose turn it is folds it and all finished shards that follow without a gap.
/// </summary>
/// <remarks>
/// <para>
/// Several threads call <see cref="Take"/> and <see cref="Return"/>; a buffer belongs to the thread that took it until it returns it.
/// <see cref="Begin"/> and <see cref="Total"/> belong to the thread that starts the runs, between the runs.
/// </para>
/// <para>
/// No thread waits for ever under two conditions. When a shard is taken, every earlier shard is taken too, without waiting for a later
/// one first. Every shard that is taken is returned. Both hold where every worker takes its shards in ascending order. Let t be the
/// shard whose turn it is. Claim: t has a buffer, or one is free. It holds at the start, when all are free.
/// Another shard takes the last free buffer only if t has one already, so taking keeps the claim. When the turn passes from t to the
/// next, the buffer of t becomes free, so the claim holds again. The worker of t waits for no later shard. Thus t gets its buffer
/// without waiting, is returned and folded, and the turn moves on. With every turn a waiting thread gets a buffer or comes closer to
/// one.
/// </para>
/// </remarks>
public sealed class ShardReduction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly object _gate = new(); // a Lock cannot be waited on
    private readonly Stack<Gradients<T>> _free = new();
    private Slot[] _slots = [];
    private int _shards;
    private int _turn;
    private bool _folding;

    /// <summary>A reduction for a set with the buffers that so many workers need.</summary>
    public ShardReduction(ParameterSet<T> set, int workers, Kernels<T>? kernels = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Total = new Gradients<T>(set, kernels);
        Buffers = BuffersOf(workers);
        for (int i = 0; i < Buffers; i++)
        {
            _free.Push(new Gradients<T>(set, kernels));
        }
    }

    /// <summary>The sum, once every shard was returned.</summary>
    public Gradients<T> Total { get; }

    /// <summary>Number of buffers.</summary>
    public int Buffers { get; }

    /// <summary>How many buffers so many workers need.</summary>
    /// <remarks>A worker alone finishes in order. Several run ahead of a long shard, each by a shard or two before it has to wait.</remarks>
    public static int BuffersOf(int workers) => workers == 1 ? 1 : (2 * workers) + 2;

    /// <summary>Begins a sum of so many shards. With none it is zero.</summary>
    /// <exception cref="InvalidOperationException">The last sum is not complete.</exception>
    public void Begin(int shards)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shards);
        if (_free.Count != Buffers)
        {
            throw new InvalidOperationException("Shards of the last sum have not been returned.");
        }

        if (_slots.Length < shards)
        {
            _slots = new Slot[shards];
        }

        Array.Clear(_slots);
        _shards = shards;
        _turn = 0;
        if (shards == 0)
        {
            Total.Clear();
        }
    }

    /// <summary>A buffer of zeros for a shard; waits until there is one.</summary>
    public Gradients<T> Take(int shard)
    {
        Gradients<T> buffer = TakeAny(shard);
        buffer.Clear();
        return buffer;
    }

    /// <summary>
    /// Marks the buffer of a shard as complete, and folds all shards whose turn has come unless another thread is folding.
    /// </summary>
    public void Return(int shard)
    {
        lock (_gate)
        {
            if (_slots[shard].Buffer is null || _slots[shard].Complete)
            {
                throw new InvalidOperationException($"Shard {shard} was not taken, or was returned before.");
            }

            _slots[shard].Complete = true;
            if (_folding || shard != _turn)
            {
                return;
            }

            _folding = true;
        }

        // Only one thread is here. It folds outside of the lock, and then looks for shards that were returned meanwhile.
        for (Gradients<T>? next = NextToFold(folded: null); next is not null; next = NextToFold(next))
        {
            if (_turn == 0)
            {
                Total.ExchangeWith(next); // a buffer is cleared when it is taken
            }
            else
            {
                Total.Add(next);
            }
        }
    }

    private Gradients<T> TakeAny(int shard)
    {
        lock (_gate)
        {
            if ((uint)shard >= (uint)_shards || _slots[shard].Buffer is not null || shard < _turn)
            {
                throw new InvalidOperationException($"Shard {shard} of {_shards} cannot be taken: there is none, or it was taken before.");
            }

            while (_free.Count == 0 || (_free.Count == 1 && shard != _turn && _slots[_turn].Buffer is null))
            {
                Monitor.Wait(_gate);
            }

            return _slots[shard].Buffer = _free.Pop();
        }
    }

    /// <summary>Frees what was folded, passes the turn on, and tells what to fold next; null ends the folding.</summary>
    private Gradients<T>? NextToFold(Gradients<T>? folded)
    {
        lock (_gate)
        {
            if (folded is not null)
            {
                _free.Push(folded);
                _slots[_turn].Buffer = null;
                _turn++;
                Monitor.PulseAll(_gate);
            }

            _folding = _turn < _shards && _slots[_turn].Complete;
            return _folding ? _slots[_turn].Buffer : null;
        }
    }

    private struct Slot
    {
        public Gradients<T>? Buffer;
        public bool Complete;
    }
}
