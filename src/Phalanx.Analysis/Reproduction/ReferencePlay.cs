using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Analysis.Reproduction;

/// <summary>What a policy that is not learned comes to, played as <c>phalanx evaluate --policy</c> plays it.</summary>
internal static class ReferencePlay
{
    private const int Episodes = 1000;

    /// <summary>The level on an environment.</summary>
    /// <param name="reference">The level that is asked for.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="column">The column of <c>metrics.csv</c> that is drawn.</param>
    /// <returns>Null where the environment has no such policy, or its episodes no such figure.</returns>
    public static double? LevelOn(ReferenceLevel reference, EnvironmentDefinition environment, object settings, string column)
    {
        if (reference.Policy is not { } policy)
        {
            return reference.Value;
        }

        EnvironmentSpec spec = environment.SpecOf(settings);
        int script = spec.Scripts.ToList().IndexOf(policy);
        if (script < 0)
        {
            return null;
        }

        using var workers = new WorkerPool(1);
        using var player = Rollout.ByScript(environment.Create(settings, environment.AtMost(settings, Evaluator.EnvironmentsFor(Episodes))), script, workers);
        return new Evaluator(player, spec.Statistics, Episodes).Test(seed: 0, test: 0).TryGetValue(column, out double level) ? level : null;
    }
}
