using Phalanx.Environments;
using Phalanx.Learning.Rollouts;

namespace Phalanx.Learning.Recording;

/// <summary>A recording, and another watcher of frames.</summary>
internal sealed class WatchedRecording(EpisodeRecording recording, IFrameWatcher other) : IEpisodeWatcher
{
    public bool Watches(int episode) => recording.Watches(episode) || other.Watches(episode);

    public void Show(int episode, int step, Frame frame)
    {
        if (recording.Watches(episode))
        {
            recording.Show(episode, step, frame);
        }

        if (other.Watches(episode))
        {
            other.Show(episode, step, frame);
        }
    }

    public void Begin(int episode, long number, ulong seed)
    {
        if (recording.Watches(episode))
        {
            recording.Begin(episode, number, seed);
        }
    }

    public void Choose(int episode, ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, JointAction actions)
    {
        if (recording.Watches(episode))
        {
            recording.Choose(episode, outputs, available, actions);
        }
    }

    public void EndStep(int episode, StepResult result)
    {
        if (recording.Watches(episode))
        {
            recording.EndStep(episode, result);
        }
    }

    public void End(int episode, ReadOnlySpan<float> statistics)
    {
        if (recording.Watches(episode))
        {
            recording.End(episode, statistics);
        }
    }
}
