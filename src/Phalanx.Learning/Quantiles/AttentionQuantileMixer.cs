using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Quantiles;

/// <summary>The widths of an attention over agents.</summary>
/// <param name="Heads">Number of heads.</param>
/// <param name="Width">Width of queries and keys.</param>
/// <param name="QueryHidden">Hidden width of the queries' networks.</param>
/// <param name="HeadHidden">Hidden width of the network that weighs the heads.</param>
/// <param name="ValueHidden">Hidden width of the state's value.</param>
public sealed record AttentionWidths(int Heads, int Width, int QueryHidden, int HeadHidden, int ValueHidden);

/// <summary>
/// DAtten: coefficients that depend on the state alone, the same for every sample:
/// <code>
/// Z_tot[k] = sum_i κ_i(s) Z_i[k] + c(s)      κ_i(s) = sum_h w_h(s) softmax_i(key_h(u_i) · query_h(s) / √d)      w_h ≥ 0
/// </code>
/// κ is never negative, so the greedy joint action is made of each agent's own. Without the soft-max, as ResZ has it for its residual, κ may have
/// any sign.
/// </summary>
public sealed class AttentionQuantileMixer<T> : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T>[] _queries;
    private readonly LinearLayer<T>[] _keys;
    private readonly Perceptron<T> _heads;
    private readonly Perceptron<T> _value;
    private readonly T _scale;
    private readonly bool _softmax;

    /// <summary>Declares queries, keys, weights of heads and the constant.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="widths">The widths.</param>
    /// <param name="softmax">Whether an agent's share is a soft-max over agents.</param>
    public AttentionQuantileMixer(ParameterScope<T> scope, TeamShape team, AttentionWidths widths, bool softmax = true)
    {
        _softmax = softmax;
        _scale = T.CreateChecked(1 / Math.Sqrt(widths.Width));
        _queries = new Perceptron<T>[widths.Heads];
        _keys = new LinearLayer<T>[widths.Heads];
        for (int head = 0; head < widths.Heads; head++)
        {
            _queries[head] = new Perceptron<T>(scope.Scope("query_embedding_layers").Scope($"{head}"), [team.State, widths.QueryHidden, widths.Width]);
            _keys[head] = new LinearLayer<T>(scope.Scope("key_embedding_layers").Scope($"{head}"), team.AgentFeatures, widths.Width);
        }

        _heads = new Perceptron<T>(scope.Scope("head_embedding_layer"), [team.State, widths.HeadHidden, widths.Heads]);
        _value = new Perceptron<T>(scope.Scope("constrant_value_layer"), [team.State, widths.ValueHidden, 1]); // the published name
    }

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, MixerInput<T> input)
    {
        (int steps, int episodes, int agents, int levels) = (input.Steps, input.Episodes, input.Agents, samples.Shape.Last);
        Variable<T> mixed = Coefficients(input).Reshape((steps, episodes, 1, agents)).BatchedMatMul(samples);
        return mixed.Reshape((steps, episodes, levels)) + _value.Forward(input.States);
    }

    /// <summary>κ, [steps, episodes, agents].</summary>
    public Variable<T> Coefficients(MixerInput<T> input)
    {
        (int steps, int episodes, int agents) = (input.Steps, input.Episodes, input.Agents);
        Variable<T> features = input.Tape.Constant(input.AgentFeatures
            ?? throw new InvalidOperationException("Attention over agents needs their features: the algorithm must declare that it does."));
        Variable<T> weights = _heads.Forward(input.States, Activation.Abs); // [steps, episodes, heads]
        Variable<T>? sum = null;
        for (int head = 0; head < _keys.Length; head++)
        {
            Variable<T> query = _queries[head].Forward(input.States);
            Variable<T> key = _keys[head].Forward(features); // [steps, episodes, agents, width]
            Variable<T> logits = query.Reshape((steps, episodes, 1, query.Shape.Last)).BatchedMatMul(key, transposeB: true)
                .Reshape((steps, episodes, agents)) * _scale;
            Variable<T> own = (_softmax ? logits.Softmax() : logits) * weights.Slice(-1, head, 1);
            sum = sum is { } before ? before + own : own;
        }

        return sum!.Value;
    }
}
