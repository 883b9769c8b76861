using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// The weight of each agent, by attention of the state to the agents' features:
/// <code>
/// logit_hi = k_hi · q_h      k_hi = key_h(features_i)      q_h = query_h(s)
/// λ_h. = softmax_i(logit_hi / √d)      weight_i = sum_h w_h(s) λ_hi ≥ 0
/// </code>
/// with <c>w_h = |MLP(s)|</c>, or 1 for heads of equal weight. Beside the weights there is a value of the state, and a penalty that keeps logits
/// small: a factor of the sum over heads of the mean over agents of <c>logit²</c>.
/// </summary>
public sealed class AttentionWeights<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AttentionForm _form;
    private readonly PerceptronBank<T> _queries;
    private readonly PerceptronBank<T> _keys;
    private readonly Perceptron<T>? _heads;
    private readonly Perceptron<T> _value;

    /// <summary>Declares queries, keys, the heads' weights if they have any, and the state's value.</summary>
    public AttentionWeights(ParameterScope<T> scope, TeamShape team, AttentionForm form)
    {
        _form = form;
        int seen = team.AgentFeatures + (form.Nonlinear ? 1 : 0);
        _queries = new PerceptronBank<T>(
            scope.Scope(form.Names.Queries), form.Heads, [team.State, form.QueryWidth, form.Embedding], form.Biases);
        _keys = new PerceptronBank<T>(scope.Scope(form.Names.Keys), form.Heads, [seen, form.Embedding], form.Biases);
        if (form.HeadWidth > 0)
        {
            _heads = new Perceptron<T>(scope.Scope(form.Names.Heads), [team.State, form.HeadWidth, form.Heads]);
        }

        _value = new Perceptron<T>(scope.Scope(form.Names.Value), [team.State, form.ValueWidth, 1]);
    }

    /// <summary>The state's value, [steps, episodes, 1].</summary>
    public Variable<T> Value(MixerInput<T> input) => _value.Forward(input.States);

    /// <summary>The agents' weights, [steps, episodes, agents].</summary>
    public Variable<T> Weights(MixerInput<T> input) => Weights(input, Logits(input));

    /// <summary>The agents' weights, and the penalty on the logits, [steps, episodes].</summary>
    public Variable<T> Weights(MixerInput<T> input, out Variable<T> penalty)
    {
        Variable<T> logits = Logits(input);
        Variable<T> squares = logits.Square().Reshape((input.Steps, input.Episodes, _form.Heads * input.Agents));
        penalty = squares.Sum(-1) * T.CreateChecked(_form.LogitPenalty / input.Agents);
        return Weights(input, logits);
    }

    private Variable<T> Weights(MixerInput<T> input, Variable<T> logits)
    {
        Variable<T> scaled = logits * T.CreateChecked(1 / Math.Sqrt(_form.Embedding));
        Variable<T> attention = (_form.Softmax, Alive(input)) switch
        {
            (false, _) => scaled,
            (true, { } alive) => scaled.Softmax(OrAll(alive, input.Agents)),
            _ => scaled.Softmax(),
        };
        if (_heads is null)
        {
            return attention.Sum(-2);
        }

        Variable<T> heads = _heads.Forward(input.States, Activation.Abs).Reshape((input.Steps, input.Episodes, 1, _form.Heads));
        return heads.BatchedMatMul(attention).Reshape(input.Values.Shape);
    }

    /// <summary>[steps, episodes, heads, agents]; zero for agents that are masked.</summary>
    private Variable<T> Logits(MixerInput<T> input)
    {
        Tape<T> tape = input.Tape;
        (int steps, int episodes, int agents) = (input.Steps, input.Episodes, input.Agents);
        Variable<T> features = tape.Constant(input.AgentFeatures
            ?? throw new InvalidOperationException("Attention over agents needs their features; the algorithm must declare that it does."));
        if (_form.Nonlinear)
        {
            features = features.Concat(input.Values.Reshape((steps, episodes, agents, 1)));
        }

        Variable<T> queries = _queries.Forward(input.States).Reshape((steps, episodes, 1, _form.Heads, _form.Embedding));
        Variable<T> keys = _keys.Forward(features).Reshape((steps, episodes, agents, _form.Heads, _form.Embedding));
        Variable<T> heads = (keys * queries).Sum(-1).Transpose(2, 3);
        return Alive(input) is { } alive ? heads * tape.Constant(alive) : heads;
    }

    /// <summary>1 for agents that are alive, for every head, [steps, episodes, heads, agents]; nothing where none is masked.</summary>
    private Tensor<T>? Alive(MixerInput<T> input)
    {
        if (!_form.MaskDead || input.Alive is not { } alive)
        {
            return null;
        }

        (int teams, int agents) = (input.Steps * input.Episodes, input.Agents);
        Tensor<T> byHead = input.Tape.Arena.Rent((input.Steps, input.Episodes, _form.Heads, agents));
        for (int row = 0; row < teams * _form.Heads; row++)
        {
            Rows.Of(alive.Span, teams, row / _form.Heads).CopyTo(Rows.Of(byHead.Span, teams * _form.Heads, row));
        }

        return byHead;
    }

    /// <summary>The same, but where no agent is alive none is masked, so that attention is even.</summary>
    private static Tensor<T> OrAll(Tensor<T> alive, int agents)
    {
        for (int row = 0; row < alive.Count; row += agents)
        {
            Span<T> team = alive.Span.Slice(row, agents);
            if (!team.ContainsAnyExcept(T.Zero))
            {
                team.Fill(T.One);
            }
        }

        return alive;
    }
}
