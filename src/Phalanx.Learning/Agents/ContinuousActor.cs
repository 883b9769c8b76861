using System.Numerics;
using Phalanx.Acting;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>
/// The acting network for continuous actions: <c>f_i(o_i)</c>, two hidden layers for each agent. It has no hidden state. The method defines
/// what its outputs mean: an action before it is squashed, or its mean and the logarithm of its deviation.
/// </summary>
public sealed class ContinuousActor<T> : IActingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AgentPerceptrons<T> _network;

    /// <summary>Declares the networks.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="width">Width of the hidden layers.</param>
    /// <param name="outputs">Outputs for every dimension of an action.</param>
    public ContinuousActor(ParameterScope<T> scope, TeamShape team, int width, int outputs) =>
        _network = new AgentPerceptrons<T>(scope, team.Agents, [team.Observation, width, width, outputs * team.ActionDimensions]);

    /// <inheritdoc/>
    public int HiddenSize => 0;

    /// <inheritdoc/>
    public Tensor<T> Act(Tape<T> tape, AgentInputs<T> inputs, Span<T> hiddenStates) => _network.Forward(tape.Constant(inputs.Observations)).Value;

    /// <inheritdoc/>
    public void Describe(PolicyBuilder policy) => _network.Describe(policy, PolicyDescription.Observation);

    /// <summary>[slots, episodes x agents, observation] to [slots, episodes x agents, outputs].</summary>
    public Variable<T> Forward(Tape<T> tape, Tensor<T> observations) => _network.Forward(tape.Constant(observations));
}
