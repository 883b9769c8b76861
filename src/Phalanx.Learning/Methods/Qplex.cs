using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QPLEX. The defaults are those for StarCraft; games of a few steps have a preset with more and deeper kernels.</summary>
public sealed record QplexSettings
{
    /// <summary>K, kernels of the advantages' weights.</summary>
    [Setting("kernels that make up the advantages' weights", Min = 1)]
    public int Kernels { get; init; } = 4;

    /// <summary>Linear layers of a kernel's networks.</summary>
    [Setting("linear layers of the kernels' networks", Min = 1, Max = 3)]
    public int KernelLayers { get; init; } = 1;

    /// <summary>Hidden width of kernels of more than one layer.</summary>
    [Setting("hidden width of the kernels' networks when they have more than one layer", Min = 1)]
    public int KernelWidth { get; init; } = 64;

    /// <summary>Hidden width of the networks that transform the values.</summary>
    [Setting("hidden width of the networks that transform the agents' values", Min = 1)]
    public int HypernetWidth { get; init; } = 64;

    /// <summary>Whether the state transforms the agents' values.</summary>
    [Setting("whether the state transforms the agents' values before they duel")]
    public bool Transforms { get; init; } = true;
}

/// <summary>
/// QPLEX: a duplex duel. Agents' values are split into <c>V_i = max Q_i</c> and advantages <c>A_i = Q_i - V_i ≤ 0</c>, and
/// <code>
/// Q_tot = sum_i (w_i(s) Q_i + b_i(s)) + sum_i (λ_i(s, u) - 1) sg(w_i(s) A_i)
/// λ_i   = sum_k |key_k(s)| σ(agents_k(s))_i σ(actions_k(s, u))_i &gt; 0
/// </code>
/// Whatever the weights, the greedy joint action has the largest value, <c>sum_i (w_i V_i + b_i)</c>, and every function of which that is true can be
/// represented. sg stops the gradient: agents learn from the first sum only. The target's V_i is the largest <em>target</em> value, so under double Q its
/// advantages are below zero where the online networks choose otherwise.
/// </summary>
public sealed class Qplex<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QplexSettings settings)
    : ValueAlgorithm<T>(
        team,
        agent,
        learner,
        scope => new DuellingMixer<T>(
            scope, team, settings.HypernetWidth, settings.Transforms, settings.Kernels, settings.KernelLayers, settings.KernelWidth))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
