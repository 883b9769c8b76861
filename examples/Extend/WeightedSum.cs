using System.Numerics;
using Phalanx.Learning;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Examples.Extend;

/// <summary>
/// A mixer from outside the library: <c>Q_tot = sum_i |w_i(s)| Q_i</c>, the weights from one linear layer over the state. It is monotonic, so the
/// joint argmax is made of each agent's own.
/// </summary>
internal sealed class WeightedSumMixer<T>(ParameterScope<T> scope, TeamShape team) : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T> _weights = new(scope.Scope("weights"), team.State, team.Agents);

    public Variable<T> Mix(MixerInput<T> input) => (input.Values * _weights.Forward(input.States, Activation.Abs)).Sum(-1);
}

/// <summary>The algorithm: everything but the mixer is the library's.</summary>
internal sealed class WeightedSum<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner)
    : ValueAlgorithm<T>(agents, learner, scope => new WeightedSumMixer<T>(scope, agents.Team))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
