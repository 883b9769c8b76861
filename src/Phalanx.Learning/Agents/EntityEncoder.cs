using System.Numerics;
using Phalanx.Acting;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>The first layers of every network over entities: <c>attn relu(fc1 [entity | last action])</c>, a row for every agent.</summary>
internal sealed class EntityEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T> _input;
    private readonly IEntityLayer<T> _layer;
    private readonly int _actions;
    private readonly bool _readsLastActions;

    /// <summary>Declares <c>fc1</c> and <c>attn</c>.</summary>
    public EntityEncoder(ParameterScope<T> scope, TeamShape team, int width, EntityNetworkSettings settings)
    {
        int inputs = team.Entities!.Width + (team.Entities.AppendLastActions ? team.Actions : 0);
        _actions = team.Actions;
        _readsLastActions = team.Entities.AppendLastActions;
        _input = new LinearLayer<T>(scope.Scope("fc1"), inputs, width);
        ParameterScope<T> layer = scope.Scope("attn");
        _layer = settings.Pooling == EntityPooling.Attention
            ? new EntityAttention<T>(layer, width, settings.Heads, width)
            : new EntityPool<T>(layer, width, width, settings.Pooling == EntityPooling.Max);
    }

    /// <summary>[slots, episodes x passes x agents, width].</summary>
    public Variable<T> Forward(EntityInput<T> input)
    {
        Variable<T> pooled = _layer.Forward(Embed(input), input.Agents, input.Hidden);
        return pooled.Reshape((input.Slots, input.Episodes * input.Passes * input.Agents, pooled.Shape.Last));
    }

    /// <summary>
    /// The mean of an episode's rows, those of absent agents counting as zeros, [slots, episodes, width]. It needs masks that hide everything from absent
    /// agents, as the mixer's do.
    /// </summary>
    public Variable<T> Mean(EntityInput<T> input)
    {
        Variable<T> present = input.PresentShare.Reshape((input.Slots * input.Episodes, 1));
        Variable<T> mean = _layer.Mean(Embed(input), input.Agents, input.Hidden, present);
        return mean.Reshape((input.Slots, input.Episodes, mean.Shape.Last));
    }

    /// <summary>Describes what <see cref="Forward"/> computes, and an activation behind it; the name of the value that is made.</summary>
    public string Describe(PolicyBuilder policy, PolicyActivation activation)
    {
        ReadOnlySpan<PolicyIndex> oneHots = _readsLastActions ? [PolicyIndex.LastAction] : [];
        return _layer.Describe(policy, policy.Linear("embedded", PolicyDescription.Entity, "fc1", _input, PolicyActivation.Relu, oneHots), activation);
    }

    /// <summary>[slots x episodes, entities, width].</summary>
    private Variable<T> Embed(EntityInput<T> input)
    {
        Tape<T> tape = input.Rows.Tape;
        Variable<T> weight = tape.Use(_input.Weight);
        Variable<T> bias = tape.Use(_input.Bias!);
        Variable<T> embedded = input.LastActions is { } last
            ? input.Rows.LinearWithOneHots(weight, bias, Activation.Relu, new OneHot(last, _actions))
            : input.Rows.Linear(weight, bias, Activation.Relu);
        return embedded.Reshape((input.Slots * input.Episodes, input.Entities, embedded.Shape.Last));
    }
}
