using Phalanx.Foundation;

namespace Phalanx.Learning.Settings.Binding;

/// <summary>Refuses settings that are allowed each, but not together.</summary>
internal static class Combinations
{
    public static void ThrowIfInvalid(RunSettings run)
    {
        LearnerSettings learner = run.Learner;
        if (learner.BatchEpisodes > run.Replay.CapacityEpisodes)
        {
            throw new UserErrorException(
                $"learner.batch_episodes is {learner.BatchEpisodes}; it must be at most replay.capacity_episodes, which is {run.Replay.CapacityEpisodes}");
        }

        if (learner.NStep > 1 && learner.TdLambda > 0)
        {
            throw new UserErrorException(
                $"learner.n_step is {learner.NStep} while learner.td_lambda is {Wording.Number(learner.TdLambda)}; "
                + "only one of them can shape the targets: n_step must be 1 or td_lambda 0");
        }
    }
}
