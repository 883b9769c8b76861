using System.Numerics;

namespace Phalanx.Learning.Algorithms;

/// <summary>
/// A method of learning: what it is made of and its losses. It holds no state besides the parameters of its groups.
/// </summary>
public abstract class Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is learned, in groups that are stepped together.</summary>
    public abstract IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <summary>What a training step does, in this order.</summary>
    public abstract IReadOnlyList<Phase<T>> Phases { get; }
}
