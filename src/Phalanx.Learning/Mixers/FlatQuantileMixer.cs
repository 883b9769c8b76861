using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// An unrestricted network of all samples at once, <c>Z[1 .. K] = MLP [s | Z_1[1 .. K] | .. | Z_n[1 .. K]]</c> with two hidden layers. It does not see the
/// levels, so its samples need not be in their order, and it knows no number of samples but its own.
/// </summary>
public sealed class FlatQuantileMixer<T> : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _net;

    /// <summary>Declares <c>net</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="quantiles">K.</param>
    /// <param name="width">Width of its layers.</param>
    public FlatQuantileMixer(ParameterScope<T> scope, TeamShape team, int quantiles, int width) =>
        _net = new Perceptron<T>(scope.Scope("net"), [team.State + (team.Agents * quantiles), width, width, quantiles]);

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input) =>
        _net.Forward(input.States.Concat(samples.Reshape((input.Steps, input.Episodes, input.Agents * samples.Shape.Last))));
}
