using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Learning.Algorithms;

/// <summary>Parameters that are stepped together: by one optimiser, clipped by one norm, followed by one target.</summary>
public sealed class ParameterGroup<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A group.</summary>
    /// <param name="name">What files call it.</param>
    /// <param name="online">What is learned.</param>
    /// <param name="target">What follows, by names all or a part of what is learned; or nothing.</param>
    /// <param name="settings">How it is stepped, and when the target follows.</param>
    public ParameterGroup(string name, ParameterSet<T> online, ParameterSet<T>? target, LearnerSettings settings) =>
        (Name, Online, Target, Settings) = (name, online, target, settings);

    /// <summary>What files call it.</summary>
    public string Name { get; }

    /// <summary>What is learned.</summary>
    public ParameterSet<T> Online { get; }

    /// <summary>What follows.</summary>
    public ParameterSet<T>? Target { get; }

    /// <summary>How it is stepped, and when the target follows.</summary>
    public LearnerSettings Settings { get; }

    /// <summary>Draws what is learned, and makes the target equal to it.</summary>
    public void Initialise(ulong seed)
    {
        Online.Initialise(seed);
        Target?.CopyFrom(Online);
    }

    /// <summary>Lets the target follow now: a copy, or a part of the way.</summary>
    public void UpdateTarget(Kernels<T>? kernels = null)
    {
        if (Settings.TargetRate == 1)
        {
            Target?.CopyFrom(Online);
        }
        else
        {
            Target?.MoveTowards(Online, T.CreateChecked(Settings.TargetRate), kernels);
        }
    }
}
