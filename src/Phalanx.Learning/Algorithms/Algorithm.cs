using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Algorithms;

/// <summary>
/// A method of learning: what it is made of and its losses. Its definition says how its team acts. It holds no state besides the parameters of its groups.
/// </summary>
public abstract class Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is learned, in groups that are stepped together.</summary>
    public abstract IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <summary>What a training step does, in this order.</summary>
    public abstract IReadOnlyList<Phase<T>> Phases { get; }

    /// <summary>What it reads.</summary>
    public virtual DataNeeds Needs { get; } = new();

    /// <summary>Figures of its own for the metrics, in snake_case: means over the training steps since the row before.</summary>
    public virtual IReadOnlyList<string> Figures => [];

    /// <summary>
    /// The values of the joint actions of a shard, [steps, episodes], each under the name by which reports know it, the first being what the
    /// method factorises; none for a method without joint values.
    /// </summary>
    public virtual IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape) => [];
}

/// <summary>One kind of joint value.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Values">[steps, episodes].</param>
public readonly record struct JointValue<T>(string Name, Tensor<T> Values)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
