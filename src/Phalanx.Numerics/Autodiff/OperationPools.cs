using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Operations for reuse, by kind. They are handed out in order and all reclaimed at once.</summary>
internal sealed class OperationPools<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int _kinds;

    private readonly List<Pool?> _pools = [];

    public TOperation Rent<TOperation>()
        where TOperation : Operation<T>, new()
    {
        int kind = Kind<TOperation>.Number;
        while (_pools.Count <= kind)
        {
            _pools.Add(null);
        }

        Pool pool = _pools[kind] ??= new Pool();
        if (pool.Used == pool.Operations.Count)
        {
            pool.Operations.Add(new TOperation());
        }

        return (TOperation)pool.Operations[pool.Used++];
    }

    public void ReclaimAll()
    {
        foreach (Pool? pool in _pools)
        {
            pool?.Used = 0;
        }
    }

    private sealed class Pool
    {
        public List<Operation<T>> Operations { get; } = [];

        public int Used { get; set; }
    }

    private static class Kind<TOperation>
    {
        public static readonly int Number = Interlocked.Increment(ref _kinds) - 1;
    }
}
