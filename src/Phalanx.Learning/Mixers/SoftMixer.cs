using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>How agents' weights are made of an attention's logits.</summary>
public enum LambdaForm
{
    /// <summary>The mean over heads of <c>exp(logit)</c>; near 1 at first.</summary>
    Exponential,

    /// <summary>Shares of the agents by soft-max, the heads weighed by a network over state and joint action.</summary>
    WeightedSoftmax,
}

/// <summary>The sizes of FSV's mixing network.</summary>
/// <param name="Lambda">How weights are made.</param>
/// <param name="Heads">Heads of the attention.</param>
/// <param name="Width">Width of queries and keys.</param>
/// <param name="Embedding">Width of the embeddings.</param>
/// <param name="EmbeddingWidth">Hidden width of the networks that embed.</param>
/// <param name="StateValueWidth">Hidden width of the networks that give V_tot its weights and its bias; 0 for one linear layer each.</param>
public sealed record SoftMixerForm(LambdaForm Lambda, int Heads, int Width, int Embedding, int EmbeddingWidth, int StateValueWidth = 0);

/// <summary>
/// What FSV mixes with: the weights λ_i of the agents' advantages, which depend on the state and the joint action, and the value of the state:
/// <code>
/// l_ih = key_h(e_ui) · query_h(e_s) / √d      e_s = MLP(s)      e_ui = MLP [joint action | i]
/// λ_i  = mean over heads of exp(clip(l_ih, -10, 10))          V_tot = sum_i |hyper_w(s)|_i V_i + hyper_b(s)
/// </code>
/// λ is not normalised over the agents: if the weights of a joint action always had the same sum, the game of the QTRAN paper could not be represented.
/// </summary>
public sealed class SoftMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _agents;
    private readonly T _scale;
    private readonly Perceptron<T> _state;
    private readonly Perceptron<T> _action;
    private readonly LinearLayer<T>[] _keys;
    private readonly LinearLayer<T>[] _queries;
    private readonly Perceptron<T>? _heads;
    private readonly Hypernetwork<T> _weights;
    private readonly Hypernetwork<T> _bias;

    /// <summary>Declares embeddings, keys, queries and the networks of V_tot.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="agents">Number of agents.</param>
    /// <param name="state">Numbers of a state.</param>
    /// <param name="jointAction">Numbers that a joint action is described by.</param>
    /// <param name="form">The other sizes.</param>
    public SoftMixer(ParameterScope<T> scope, int agents, int state, int jointAction, SoftMixerForm form)
    {
        _agents = agents;
        _scale = T.CreateChecked(1 / Math.Sqrt(form.Width));
        _state = new Perceptron<T>(scope.Scope("state_embed"), [state, form.EmbeddingWidth, form.Embedding]);
        _action = new Perceptron<T>(scope.Scope("action_embed"), [jointAction + agents, form.EmbeddingWidth, form.Embedding]);
        _keys = new LinearLayer<T>[form.Heads];
        _queries = new LinearLayer<T>[form.Heads];
        for (int head = 0; head < form.Heads; head++)
        {
            _keys[head] = new LinearLayer<T>(scope.Scope("key").Scope($"{head}"), form.Embedding, form.Width, bias: false);
            _queries[head] = new LinearLayer<T>(scope.Scope("query").Scope($"{head}"), form.Embedding, form.Width, bias: false);
        }

        if (form.Lambda == LambdaForm.WeightedSoftmax)
        {
            _heads = new Perceptron<T>(scope.Scope("head_weight"), [state + jointAction, form.EmbeddingWidth, form.Heads]);
        }

        int layers = form.StateValueWidth == 0 ? 1 : 2;
        _weights = new Hypernetwork<T>(scope.Scope("hyper_w"), state, form.StateValueWidth, agents, layers);
        _bias = new Hypernetwork<T>(scope.Scope("hyper_b"), state, form.StateValueWidth, 1, layers);
    }

    /// <summary>
    /// Q_tot by equation 33, [slots, episodes]: a value's gradient is 1 for every weight, λ has that of its advantages, and V_i none.
    /// <code>
    /// Q_tot = sum_i λ_i sg(Q_i - V_i) + sum_i w_i sg(V_i) + b - sum_i sg(Q_i) + sum_i Q_i
    /// </code>
    /// </summary>
    /// <param name="values">Q_i of the actions, [slots, episodes, agents].</param>
    /// <param name="v">V_i, [slots, episodes, agents].</param>
    /// <param name="states">[slots, episodes, state].</param>
    /// <param name="jointActions">[slots, episodes, numbers of a joint action].</param>
    /// <param name="trainsStateValue">Whether gradients flow to the weights of V_tot.</param>
    public Variable<T> Mix(Variable<T> values, Variable<T> v, Variable<T> states, Variable<T> jointActions, bool trainsStateValue)
    {
        Variable<T> q = values.StopGradient();
        v = v.StopGradient();
        Variable<T> weighed = (Lambda(states, jointActions) * (q - v)).Sum(-1);
        return weighed + StateValue(states, v, trainsStateValue) - q.Sum(-1) + values.Sum(-1);
    }

    /// <summary>V_tot, [slots, episodes].</summary>
    /// <param name="states">[slots, episodes, state].</param>
    /// <param name="values">V_i, [slots, episodes, agents].</param>
    /// <param name="trained">Whether gradients flow to the weights.</param>
    public Variable<T> StateValue(Variable<T> states, Variable<T> values, bool trained)
    {
        Variable<T> weights = _weights.Forward(states, Activation.Abs);
        Variable<T> bias = _bias.Forward(states).Reshape(values.Shape.Without(-1));
        return trained ? (weights * values).Sum(-1) + bias : (weights.StopGradient() * values).Sum(-1) + bias.StopGradient();
    }

    /// <summary>λ, [slots, episodes, agents].</summary>
    /// <param name="states">[slots, episodes, state].</param>
    /// <param name="jointActions">[slots, episodes, numbers of a joint action].</param>
    public Variable<T> Lambda(Variable<T> states, Variable<T> jointActions)
    {
        (int slots, int episodes) = (states.Shape[0], states.Shape[1]);
        Variable<T> stateEmbedding = _state.Forward(states);
        Variable<T> actionEmbedding = _action.Forward(WithIds(jointActions)); // [slots, episodes, agents, embedding]
        Variable<T>? sum = null;
        for (int head = 0; head < _keys.Length; head++)
        {
            Variable<T> query = _queries[head].Forward(stateEmbedding);
            Variable<T> logits = query.Reshape((slots, episodes, 1, query.Shape.Last))
                .BatchedMatMul(_keys[head].Forward(actionEmbedding), transposeB: true).Reshape((slots, episodes, _agents)) * _scale;
            Variable<T> own = _heads is null
                ? logits.Clamp(T.CreateChecked(-10), T.CreateChecked(10)).Exp() / T.CreateChecked(_keys.Length)
                : logits.Softmax() * _heads.Forward(states.Concat(jointActions), Activation.Abs).Slice(-1, head, 1);
            sum = sum is { } before ? before + own : own;
        }

        return sum!.Value;
    }

    /// <summary>[joint action | one-hot of the agent], for every agent.</summary>
    private Variable<T> WithIds(Variable<T> jointActions)
    {
        (int slots, int episodes, int width) = (jointActions.Shape[0], jointActions.Shape[1], jointActions.Shape[2]);
        Tape<T> tape = jointActions.Tape;
        Tensor<T> ids = tape.Arena.RentZeroed((slots, episodes, _agents, _agents));
        for (int row = 0; row < slots * episodes * _agents; row++)
        {
            ids.Span[(row * _agents) + (row % _agents)] = T.One;
        }

        Variable<T> broadcast = tape.Constant(tape.Arena.RentZeroed((slots, episodes, _agents, width))) + jointActions.Reshape((slots, episodes, 1, width));
        return broadcast.Concat(tape.Constant(ids));
    }
}
