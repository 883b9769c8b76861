using System.Numerics;
using Phalanx.Acting;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>The agent over entities without a hidden state: <c>q = fc2 relu(attn relu(fc1 entities))</c>.</summary>
public sealed class FeedforwardEntityAgent<T> : EntityAgent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntityEncoder<T> _encoder;

    /// <summary>Declares <c>fc1</c>, <c>attn</c> and <c>fc2</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="settings">The widths.</param>
    public FeedforwardEntityAgent(ParameterScope<T> scope, TeamShape team, EntityNetworkSettings settings)
        : base(scope, team, "fc2", settings.Width) => _encoder = new EntityEncoder<T>(scope, team, settings.Width, settings);

    /// <inheritdoc/>
    public override int HiddenSize => 0;

    /// <inheritdoc/>
    public override Variable<T> Features(EntityInput<T> input) => _encoder.Forward(input).Relu();

    private protected override Variable<T> Advance(EntityInput<T> input, Span<T> hiddenStates) => Features(input);

    private protected override string DescribeFeatures(PolicyBuilder policy) => _encoder.Describe(policy, PolicyActivation.Relu);
}
