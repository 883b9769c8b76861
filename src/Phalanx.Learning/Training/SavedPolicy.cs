using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;

namespace Phalanx.Learning.Training;

/// <summary>Policies from checkpoints: agents and their weights, without replay, mixer or learner.</summary>
public static class SavedPolicy
{
    /// <summary>The policy of a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="environment">The environment to act in, whose sizes must be those that it was trained in.</param>
    /// <param name="settings">The settings of its run.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">The weights do not fit.</exception>
    public static Policy Load(Checkpoint checkpoint, EnvironmentSpec environment, RunSettings settings, AlgorithmRegistry algorithms)
    {
        Policy policy = algorithms[settings.AlgorithmName].CreatePolicy(environment, settings, out ParameterSet<float> weights);
        checkpoint.LoadOnline(weights);
        return policy;
    }
}
