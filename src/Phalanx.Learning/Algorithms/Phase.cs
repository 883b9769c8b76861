using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Algorithms;

/// <summary>A loss on a shard: its share of the batch's loss, as one number on the tape.</summary>
/// <param name="shard">The shard.</param>
/// <param name="tape">The shard's tape.</param>
/// <param name="step">The time step of a phase that is repeated per time step; 0 otherwise.</param>
public delegate Variable<T> ShardLoss<T>(Shard<T> shard, Tape<T> tape, int step)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>A part of a training step: the loss of every shard, the sum, a clip, a step of one group.</summary>
/// <param name="Group">What is stepped.</param>
/// <param name="Loss">By which loss.</param>
/// <param name="PerTimeStep">Whether it is repeated for every time step of the batch, the last one first.</param>
public sealed record Phase<T>(ParameterGroup<T> Group, ShardLoss<T> Loss, bool PerTimeStep = false)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
