using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// QMIX's mixing network. Networks over the state ("hypernetworks") give its weights, whose absolute values make
/// <c>dQ_tot / dQ_i ≥ 0</c>, so that the joint greedy action is made of each agent's own:
/// <code>
/// W1 = |hyper_w_1(s)|  [agents, E]      b1 = hyper_b_1(s)      h = elu(Q W1 + b1)
/// w2 = |hyper_w_final(s)|  [E]          Q_tot = h w2 + V(s)
/// </code>
/// </summary>
public sealed class MonotonicMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _agents;
    private readonly int _embedding;
    private readonly Hypernetwork<T> _weights1;
    private readonly Hypernetwork<T> _weights2;
    private readonly LinearLayer<T> _bias1;
    private readonly Perceptron<T> _value;

    /// <summary>Declares the hypernetworks.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="embedding">E, the width of the hidden layer.</param>
    /// <param name="hypernetLayers">1 or 2 layers for the weights.</param>
    /// <param name="hypernetWidth">Hidden width of two layers.</param>
    public MonotonicMixer(ParameterScope<T> scope, TeamShape team, int embedding, int hypernetLayers, int hypernetWidth)
    {
        (_agents, _embedding) = (team.Agents, embedding);
        _weights1 = new Hypernetwork<T>(scope.Scope("hyper_w_1"), team.State, hypernetWidth, team.Agents * embedding, hypernetLayers);
        _weights2 = new Hypernetwork<T>(scope.Scope("hyper_w_final"), team.State, hypernetWidth, embedding, hypernetLayers);
        _bias1 = new LinearLayer<T>(scope.Scope("hyper_b_1"), team.State, embedding);
        _value = new Perceptron<T>(scope.Scope("V"), [team.State, embedding, 1]);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input)
    {
        (int steps, int episodes) = (input.Steps, input.Episodes);
        Variable<T> states = input.States;
        Variable<T> w1 = _weights1.Forward(states, Activation.Abs).Reshape((steps, episodes, _agents, _embedding));
        Variable<T> w2 = _weights2.Forward(states, Activation.Abs).Reshape((steps, episodes, _embedding, 1));
        Variable<T> b1 = _bias1.Forward(states);

        Variable<T> h = input.Values.Reshape((steps, episodes, 1, _agents)).BatchedMatMul(w1).Reshape(b1.Shape) + b1;
        Variable<T> mixed = h.Elu().Reshape((steps, episodes, 1, _embedding)).BatchedMatMul(w2);
        return mixed.Reshape((steps, episodes)) + _value.Forward(states).Reshape((steps, episodes));
    }
}
