using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Parallel;

/// <summary>A phase of a training step, cut into shards: a loss on a part of the batch and its backward pass.</summary>
public interface IShard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Computes the loss of one shard on its tape and runs it backwards. Several threads call this at once, each with another shard:
    /// it may read what all share (parameters, the batch) and write only to what it is given.
    /// </summary>
    /// <param name="shard">Which shard, from 0.</param>
    /// <param name="tape">The shard's tape.</param>
    /// <param name="gradients">Zeros to add the shard's gradients to.</param>
    /// <param name="sums">Zeros to add the shard's part of the loss and other statistics to.</param>
    void Run(int shard, Tape<T> tape, Gradients<T> gradients, Span<double> sums);
}
