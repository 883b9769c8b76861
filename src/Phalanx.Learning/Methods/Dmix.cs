using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of DMIX.</summary>
public sealed record DmixSettings : ShapeSettings
{
    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();
}

/// <summary>
/// DMIX, the distributional QMIX: the mean of the team's return is QMIX of the agents' means, its shape the sum of targetValues,
/// <c>Z_tot[k] = Q_mix(Q_1 .. Q_n) + sum_i (Z_i[k] - Q_i)</c>. Since the shape has the mean zero and QMIX is monotonic, the joint action of the
/// largest mean is made of each agent's own (DIGM).
/// </summary>
public sealed class Dmix<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, DmixSettings settings)
    : DistributionalAlgorithm<T>(
        team,
        agent,
        learner,
        settings,
        scope => new MeanShapeMixer<T>(settings.Mixer.Declare(scope, team)))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
