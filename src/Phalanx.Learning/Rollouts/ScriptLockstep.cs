using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Rollouts;

/// <summary>A group whose environments play their teams themselves, by one of their scripts.</summary>
internal sealed class ScriptLockstep(ReportedEnvironments environments, int script, int first, int count) : Lockstep(environments, first, count)
{
    protected override void TakeStep(RunProgress progress, EpisodeRecorder? recorder, IEpisodeWatcher? watcher)
    {
        if (recorder is not null)
        {
            throw new NotSupportedException("A script takes no actions that could be recorded; play it without a recorder.");
        }

        Environments.StepByScript(script, Playing, Steps);
    }
}
