using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Algorithms;

/// <summary>Parameters that are stepped together: by one optimiser, clipped by one norm, followed by one target.</summary>
public sealed class ParameterGroup<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A group.</summary>
    /// <param name="name">What files call it.</param>
    /// <param name="online">What is learned.</param>
    /// <param name="target">What follows, by names all or a part of what is learned; or nothing.</param>
    /// <param name="optimiser">How it is stepped.</param>
    /// <param name="clipNorm">The norm that gradients are cut to; infinite for none.</param>
    /// <param name="rule">When the target follows.</param>
    public ParameterGroup(
        string name, ParameterSet<T> online, ParameterSet<T>? target, OptimiserSettings optimiser, double clipNorm, TargetRule rule)
    {
        Name = name;
        Online = online;
        Target = target;
        Settings = optimiser;
        ClipNorm = clipNorm;
        TargetRule = rule;
    }

    /// <summary>What files call it.</summary>
    public string Name { get; }

    /// <summary>What is learned.</summary>
    public ParameterSet<T> Online { get; }

    /// <summary>What follows.</summary>
    public ParameterSet<T>? Target { get; }

    /// <summary>How it is stepped.</summary>
    public OptimiserSettings Settings { get; }

    /// <summary>The norm that gradients are cut to.</summary>
    public double ClipNorm { get; }

    /// <summary>When the target follows.</summary>
    public TargetRule TargetRule { get; }

    /// <summary>Lets the target follow now.</summary>
    public void UpdateTarget(Kernels<T>? kernels = null)
    {
        if (TargetRule.Rate == 1)
        {
            Target?.CopyFrom(Online);
        }
        else
        {
            Target?.MoveTowards(Online, T.CreateChecked(TargetRule.Rate), kernels);
        }
    }
}
