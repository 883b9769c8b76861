using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Runs;

/// <summary>Parameters that are saved together.</summary>
/// <param name="Name">The group's name, which its optimiser's state is filed under; new among the groups of a checkpoint.</param>
/// <param name="Online">What is learned. Names of parameters are new among all groups.</param>
/// <param name="Target">The target parameters, or null.</param>
/// <param name="Optimiser">What steps the group.</param>
public sealed record CheckpointGroup<T>(string Name, ParameterSet<T> Online, ParameterSet<T>? Target, Optimiser<T> Optimiser)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
