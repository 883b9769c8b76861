using Phalanx.Environments;
using Phalanx.Learning.Rollouts;

namespace Phalanx.Learning.Training;

/// <summary>Passes the pictures of the first episode of a test on to the observer of the run.</summary>
internal sealed class TestFrames(ObserverFeed feed, TrainingProgress progress) : IFrameWatcher
{
    public bool Watches(int episode) => episode == 0;

    public void Show(int episode, int step, Frame frame) => feed.FrameDrawn(progress, new EpisodeFrame(step, frame));
}
