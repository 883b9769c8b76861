using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>Gives a learner step the shards of its batch.</summary>
public interface IShardSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of shards.</summary>
    int Shards { get; }

    /// <summary>Time steps of the longest episode of the batch.</summary>
    int Steps { get; }

    /// <summary>Fills a shard, on the arena of its tape. Several threads call this at once, each for another shard.</summary>
    Shard<T> Fill(int shard, Tape<T> tape);
}
