using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// LinearFlexQMIX: <c>Q_tot = sum_i w_i Q_i + V</c>, weights and V from attention to entities, weights a soft-max over the agents; imagined, over
/// all that they imagine, from what each pass shows.
/// </summary>
public sealed class LinearFlexMixer<T> : IEntityMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntityHypernetwork<T> _weights;
    private readonly EntityHypernetwork<T> _value;
    private readonly bool _softmax;

    /// <summary>Declares the networks that give its weights.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="settings">Its widths.</param>
    /// <param name="network">How networks look at entities.</param>
    public LinearFlexMixer(ParameterScope<T> scope, TeamShape team, FlexMixerSettings settings, EntityNetworkSettings network)
    {
        _softmax = settings.SoftmaxWeights;
        _weights = new EntityHypernetwork<T>(scope.Scope("hyper_w_1"), team, settings, network);
        _value = new EntityHypernetwork<T>(scope.Scope("V"), team, settings, network);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> values, EntityMixerInput<T> input, out Variable<T>? imagined)
    {
        int agents = input.Agents;
        Variable<T> weights = _weights.PerAgent(input.All);
        Variable<T> v = _value.Scalar(input.Real);
        if (!input.Imagines)
        {
            imagined = null;
            return Mix(values, weights) + v;
        }

        imagined = Mix(values.Slice(2, agents, 2 * agents), weights.Slice(2, agents, 2 * agents)) + v;
        return Mix(values.Slice(2, 0, agents), weights.Slice(2, 0, agents)) + v;
    }

    private Variable<T> Mix(Variable<T> q, Variable<T> weights) => (q * (_softmax ? weights.Softmax() : weights.Abs())).Sum(2);
}
