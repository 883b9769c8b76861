namespace Phalanx.Numerics.Parallel;

/// <summary>Work cut into shards for a <see cref="WorkerPool"/>. An interface and no delegate: starting it allocates nothing.</summary>
public interface IShardWork
{
    /// <summary>Does one shard. Several threads call this at once, each with another shard and another worker.</summary>
    /// <param name="shard">Which shard, from 0.</param>
    /// <param name="worker">Which worker does it, from 0; worker 0 is the thread that started the run.</param>
    void Run(int shard, int worker);
}
