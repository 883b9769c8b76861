namespace Phalanx.Numerics.Optimisers;

/// <summary>An optimiser's state for one parameter.</summary>
/// <param name="Name">Kind and parameter: <c>square_average.fc1.weight</c>.</param>
/// <param name="Value">The elements themselves, not a copy: writing to them restores the state.</param>
public readonly record struct OptimiserState<T>(string Name, Tensor<T> Value)
    where T : unmanaged;
