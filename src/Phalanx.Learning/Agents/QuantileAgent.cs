using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// The recurrent agent of implicit quantile networks: it models the distribution of the return, one quantile for every requested level.
/// <code>
/// φ(τ) = relu(phi [cos(π j τ)], j = 0, 1, ...)      Z(u; τ) = fc2 (h' ∘ φ(τ))_u      Q(u) = mean over levels of Z(u; τ)
/// </code>
/// </summary>
/// <remarks>
/// The head is linear, so two things need no sample of every action: the mean over levels is the head of <c>h' ∘ mean φ</c>, and the samples of one
/// action are products of <c>h' ∘ w_u</c> with every φ.
/// </remarks>
public sealed class QuantileAgent<T> : IActingNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Levels by which actions are chosen: the midpoints of so many equal parts, the same every time.</summary>
    private const int ActingLevels = 32;

    private readonly RecurrentAgent<T> _agent;
    private readonly LinearLayer<T> _embedding;
    private readonly int _cosines;

    /// <summary>Declares <c>fc1</c>, <c>rnn</c>, <c>phi</c> and <c>fc2</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="settings">Its width, and what it sees.</param>
    /// <param name="cosines">Number of cosines that a level is described by.</param>
    public QuantileAgent(ParameterScope<T> scope, TeamShape team, AgentSettings settings, int cosines)
    {
        _agent = new RecurrentAgent<T>(scope, team, settings);
        _embedding = new LinearLayer<T>(scope.Scope("phi"), cosines, settings.Hidden);
        _cosines = cosines;
    }

    /// <inheritdoc/>
    public int HiddenSize => _agent.HiddenSize;

    /// <inheritdoc/>
    public bool AveragesQuantiles => true;

    /// <inheritdoc/>
    public Tensor<T> Act(Tape<T> tape, AgentInputs<T> inputs, Span<T> hiddenStates)
    {
        Variable<T> embedded = EmbedActingLevels(tape);
        return Means(_agent.Advance(tape, inputs, hiddenStates), embedded).Value;
    }

    /// <inheritdoc/>
    /// <remarks>The mean of φ over the acting levels is a constant of the weights: it is computed here, and acting needs no cosine.</remarks>
    public void Describe(PolicyBuilder policy)
    {
        var tape = new Tape<T> { Records = false };
        Variable<T> mean = EmbedActingLevels(tape).Mean(2, keepAxis: true);
        string scaled = policy.Scale("expected", _agent.DescribeState(policy), "phi.mean", (ReadOnlySpan<T>)mean.Value.Span);
        _agent.DescribeValues(policy, scaled);
    }

    /// <summary>The hidden states after every slot, [slots, rows, hidden].</summary>
    public Variable<T> Unroll(Tape<T> tape, AgentInputs<T> inputs) => _agent.Unroll(tape, inputs);

    /// <summary>φ of levels [slots, groups, K]: [slots, groups, K, hidden].</summary>
    public Variable<T> Embed(Tape<T> tape, Tensor<T> levels) =>
        _embedding.Forward(tape.Constant(QuantileLevels.Cosines(tape, levels, _cosines)), Activation.Relu);

    private Variable<T> EmbedActingLevels(Tape<T> tape) => Embed(tape, QuantileLevels.Midpoints(tape, ActingLevels).Reshape((1, 1, ActingLevels)));

    /// <summary>The means over levels of all actions, [slots, rows, actions]. The rows of a group share its levels.</summary>
    public Variable<T> Means(Variable<T> hidden, Variable<T> embedded)
    {
        (int slots, int rows, int groups) = (hidden.Shape[0], hidden.Shape[1], embedded.Shape[1]);
        Variable<T> mean = embedded.Mean(2, keepAxis: true); // [slots, groups, 1, hidden]
        return _agent.Values((hidden.Reshape((slots, groups, rows / groups, HiddenSize)) * mean).Reshape((slots, rows, HiddenSize)));
    }

    /// <summary>The samples of one action per row at some slots in a row, from the first on: [slots, rows, K].</summary>
    public Variable<T> SamplesFrom(int first, Variable<T> hidden, Variable<T> embedded, Tensor<int> actions)
    {
        int slots = actions.Shape[0];
        return Samples(hidden.Slice(0, first, slots), embedded.Slice(0, first, slots), actions);
    }

    /// <summary>The samples of one action per row at every level, [slots, rows, K].</summary>
    public Variable<T> Samples(Variable<T> hidden, Variable<T> embedded, Tensor<int> actions)
    {
        (int slots, int rows, int groups, int levels) = (hidden.Shape[0], hidden.Shape[1], embedded.Shape[1], embedded.Shape[2]);
        Variable<T> weights = _agent.HeadWeights(hidden.Tape, actions, out Variable<T> biases);
        Variable<T> weighted = (hidden * weights).Reshape((slots, groups, rows / groups, HiddenSize));
        return weighted.BatchedMatMul(embedded, transposeB: true).Reshape((slots, rows, levels)) + biases;
    }
}
