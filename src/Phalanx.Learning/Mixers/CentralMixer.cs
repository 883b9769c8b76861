using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// The unrestricted network of a central value: <c>Q*(s, q) = net [s | q_1 .. q_n] + V(s)</c> with three hidden layers and one. Nothing makes it
/// monotonic, so it may represent whatever the team's value is, but its argmax is not made of the agents' own.
/// </summary>
public sealed class CentralMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _net;
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>net</c> and <c>V</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="width">Width of all hidden layers.</param>
    public CentralMixer(ParameterScope<T> scope, TeamShape team, int width)
    {
        _net = new Perceptron<T>(scope.Scope("net"), [team.State + team.Agents, width, width, width, 1]);
        _value = new Perceptron<T>(scope.Scope("V"), [team.State, width, 1]);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => Mix(input.States, input.Values);

    /// <summary>The same of any rows: [.., state] and [.., agents] to [..].</summary>
    public Variable<T> Mix(Variable<T> states, Variable<T> values) =>
        (_net.Forward(states.Concat(values)) + _value.Forward(states)).Reshape(values.Shape.Without(-1));
}
