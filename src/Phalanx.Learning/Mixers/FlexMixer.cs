using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Mixers;

/// <summary>The settings of a mixer over entities.</summary>
public sealed record FlexMixerSettings
{
    /// <summary>E, the width of the hidden layer, or of what linear weights are the means of.</summary>
    [Setting("width of the mixer's hidden layer", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;

    /// <summary>Width of the networks that give the mixer's weights.</summary>
    [Setting("width of the networks that give the mixer's weights; a multiple of the heads", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HypernetWidth { get; init; } = 128;

    /// <summary>Whether weights are made positive by a soft-max; otherwise by their absolute values.</summary>
    [Setting("whether the mixer's weights are made positive by a soft-max; otherwise by absolute values")]
    public bool SoftmaxWeights { get; init; } = true;
}

/// <summary>
/// FlexQMIX: QMIX's mixing network, whose weights come from attention to entities, so that it fits any number of them:
/// <code>
/// Q_tot = elu(Q W1 + b1) w2 + V        W1 = softmax(hyper_w_1) a row for each agent,   w2 = softmax(hyper_w_final)
/// </code>
/// Imagined, Q is twice as long, the values within a group and then those between groups, and so is W1, from what each pass shows; all else is
/// the real pass's.
/// </summary>
public sealed class FlexMixer<T> : IEntityMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntityHypernetwork<T> _weights1;
    private readonly EntityHypernetwork<T> _weights2;
    private readonly EntityHypernetwork<T> _bias1;
    private readonly EntityHypernetwork<T> _value;
    private readonly bool _softmax;

    /// <summary>Declares the networks that give its weights.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="settings">Its widths.</param>
    /// <param name="network">How networks look at entities.</param>
    public FlexMixer(ParameterScope<T> scope, TeamShape team, FlexMixerSettings settings, EntityNetworkSettings network)
    {
        _softmax = settings.SoftmaxWeights;
        _weights1 = new EntityHypernetwork<T>(scope.Scope("hyper_w_1"), team, settings, network);
        _weights2 = new EntityHypernetwork<T>(scope.Scope("hyper_w_final"), team, settings, network);
        _bias1 = new EntityHypernetwork<T>(scope.Scope("hyper_b_1"), team, settings, network);
        _value = new EntityHypernetwork<T>(scope.Scope("V"), team, settings, network);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> values, EntityMixerInput<T> input, out Variable<T>? imagined)
    {
        int agents = input.Agents;
        Variable<T> w1 = Positive(_weights1.Matrix(input.All));
        Variable<T> b1 = _bias1.Vector(input.Real);
        Variable<T> w2 = Positive(_weights2.Vector(input.Real));
        Variable<T> v = _value.Scalar(input.Real);
        if (!input.Imagines)
        {
            imagined = null;
            return Mix(values, w1, b1, w2, v);
        }

        imagined = Mix(values.Slice(2, agents, 2 * agents), w1.Slice(2, agents, 2 * agents), b1, w2, v);
        return Mix(values.Slice(2, 0, agents), w1.Slice(2, 0, agents), b1, w2, v);
    }

    private static Variable<T> Mix(Variable<T> q, Variable<T> w1, Variable<T> b1, Variable<T> w2, Variable<T> v)
    {
        (int steps, int episodes, int inputs, int width) = (q.Shape[0], q.Shape[1], q.Shape[2], w1.Shape.Last);
        Variable<T> h = (q.Reshape((steps, episodes, 1, inputs)).BatchedMatMul(w1).Reshape((steps, episodes, width)) + b1).Elu();
        Variable<T> mixed = h.Reshape((steps, episodes, 1, width)).BatchedMatMul(w2.Reshape((steps, episodes, width, 1)));
        return mixed.Reshape((steps, episodes)) + v;
    }

    private Variable<T> Positive(Variable<T> weights) => _softmax ? weights.Softmax() : weights.Abs();
}
