using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Learning.Algorithms;

/// <summary>Parameters that are stepped together: by one optimiser, clipped by one norm, with one target.</summary>
public sealed class ParameterGroup<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A group.</summary>
    /// <param name="name">What files call it.</param>
    /// <param name="online">What is learned.</param>
    /// <param name="target">The target parameters: by names all or a part of what is learned; or null.</param>
    /// <param name="settings">How it is stepped, and when the target is updated.</param>
    public ParameterGroup(string name, ParameterSet<T> online, ParameterSet<T>? target, LearnerSettings settings) =>
        (Name, Online, Target, Settings) = (name, online, target, settings);

    /// <summary>What files call it.</summary>
    public string Name { get; }

    /// <summary>What is learned.</summary>
    public ParameterSet<T> Online { get; }

    /// <summary>The target parameters.</summary>
    public ParameterSet<T>? Target { get; }

    /// <summary>How it is stepped, and when the target is updated.</summary>
    public LearnerSettings Settings { get; }

    /// <summary>Draws what is learned, and makes the target equal to it.</summary>
    public void Initialise(ulong seed)
    {
        Online.Initialise(seed);
        Target?.CopyFrom(Online);
    }

    /// <summary>Updates the target now: copies the online parameters, or moves it towards them.</summary>
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
