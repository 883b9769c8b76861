using System.Numerics;
using Phalanx.Acting;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// The recurrent agent over entities:
/// <code>
/// x = attn relu(fc1 entities)      h' = GRU(relu(fc2 x), h)      q = fc3 h'
/// </code>
/// </summary>
public sealed class RecurrentEntityAgent<T> : EntityAgent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntityEncoder<T> _encoder;
    private readonly LinearLayer<T> _input;
    private readonly GruLayer<T> _gru;

    /// <summary>Declares <c>fc1</c>, <c>attn</c>, <c>fc2</c>, <c>rnn</c> and <c>fc3</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="agent">The width of the hidden state.</param>
    /// <param name="settings">The widths over entities.</param>
    public RecurrentEntityAgent(ParameterScope<T> scope, TeamShape team, AgentSettings agent, EntityNetworkSettings settings)
        : base(scope, team, "fc3", agent.Hidden)
    {
        _encoder = new EntityEncoder<T>(scope, team, settings.Width, settings);
        _input = new LinearLayer<T>(scope.Scope("fc2"), settings.Width, agent.Hidden);
        _gru = new GruLayer<T>(scope.Scope("rnn"), agent.Hidden, agent.Hidden);
    }

    /// <inheritdoc/>
    public override int HiddenSize => _gru.StateWeight.Shape.Last;

    /// <inheritdoc/>
    public override Variable<T> Features(EntityInput<T> input) => _gru.Forward(Encode(input));

    private protected override Variable<T> Advance(EntityInput<T> input, Span<T> hiddenStates)
    {
        // Hidden states are zero in the first slot: there is nothing to multiply.
        Tape<T> tape = input.Rows.Tape;
        Variable<T> encoded = Encode(input);
        Variable<T> states = hiddenStates.ContainsAnyExcept(T.Zero)
            ? _gru.Forward(encoded, tape.Constant(tape.Arena.RentCopy((encoded.Shape[1], HiddenSize), hiddenStates)))
            : _gru.Forward(encoded);
        states.Value.Span.CopyTo(hiddenStates);
        return states;
    }

    private protected override string DescribeFeatures(PolicyBuilder policy)
    {
        string seen = policy.Linear("seen", _encoder.Describe(policy, PolicyActivation.None), "fc2", _input, PolicyActivation.Relu);
        return policy.Gru("state", seen, "rnn", _gru);
    }

    private Variable<T> Encode(EntityInput<T> input) => _input.Forward(_encoder.Forward(input), Activation.Relu);
}
