using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QPLEX with attention.</summary>
public sealed record QplexAttenSettings
{
    /// <summary>K, kernels of the advantages' weights.</summary>
    [Setting("kernels that make up the advantages' weights", Min = 1, Max = NetworkSizes.MostParts)]
    public int Kernels { get; init; } = 4;

    /// <summary>Linear layers of a kernel's networks.</summary>
    [Setting("linear layers of the kernels' networks", Min = 1, Max = 3)]
    public int KernelLayers { get; init; } = 1;

    /// <summary>Hidden width of kernels of more than one layer.</summary>
    [Setting("hidden width of the kernels' networks when they have more than one layer", Min = 1, Max = NetworkSizes.MostWidth)]
    public int KernelWidth { get; init; } = 64;

    /// <summary>The attention that transforms the agents' values.</summary>
    public QattenSettings Attention { get; init; } = new();
}

/// <summary>
/// QPLEX whose transformation is Qatten's attention: <c>w_i(s) = sum_h w_h λ_hi</c> and <c>b_i(s) = c(s) / n</c> in
/// <code>
/// Q_tot = sum_i (w_i Q_i + b_i) + sum_i (λ_i(s, u) - 1) sg(w_i A_i)
/// </code>
/// with QPLEX's λ and Qatten's penalty on logits.
/// </summary>
public sealed class QplexAtten<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QplexAttenSettings settings)
    : ValueAlgorithm<T>(
        agents,
        learner,
        scope => new AttentionDuellingMixer<T>(
            scope, agents.Team, settings.Attention.ToForm(), settings.Kernels, settings.KernelLayers, settings.KernelWidth))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { AgentFeatures = true, Alive = settings.Attention.MaskDead };
}

/// <summary>
/// A duel over values that Qatten's attention transforms: <c>w_i = sum_h w_h λ_hi</c>, and every agent's <c>b_i</c> is its share of the state's value.
/// </summary>
public sealed class AttentionDuellingMixer<T> : IPenalisedMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AttentionWeights<T> _attention;
    private readonly Duel<T> _duel;

    /// <summary>Declares <c>attention_weight</c> and <c>si_weight</c>.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="attention">The attention.</param>
    /// <param name="kernels">K.</param>
    /// <param name="kernelLayers">Linear layers of a kernel's networks.</param>
    /// <param name="kernelWidth">Their hidden width.</param>
    public AttentionDuellingMixer(
        ParameterScope<T> scope, TeamShape team, AttentionForm attention, int kernels, int kernelLayers, int kernelWidth)
    {
        _attention = new AttentionWeights<T>(scope.Scope("attention_weight"), team, attention);
        _duel = new Duel<T>(scope.Scope("si_weight"), team, kernels, kernelLayers, kernelWidth);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => Mix(input, _attention.Weights(input));

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input, out Variable<T> penalty) => Mix(input, _attention.Weights(input, out penalty));

    private Variable<T> Mix(MixerInput<T> input, Variable<T> weights) =>
        _duel.Mix(input, weights, _attention.Value(input) * T.CreateChecked(1.0 / input.Agents));
}
