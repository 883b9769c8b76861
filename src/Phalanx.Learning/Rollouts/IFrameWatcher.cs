using Phalanx.Environments;

namespace Phalanx.Learning.Rollouts;

/// <summary>Is shown pictures of episodes while they are played. Watching changes no result.</summary>
/// <remarks>Calls for different episodes may come from different threads; those for one episode come in the order of its steps.</remarks>
public interface IFrameWatcher
{
    /// <summary>Whether to draw an episode. What is not watched is not drawn.</summary>
    /// <param name="episode">Its place in the round.</param>
    bool Watches(int episode);

    /// <summary>A picture of a watched episode, in an environment that draws itself.</summary>
    /// <param name="episode">Its place in the round.</param>
    /// <param name="step">The steps taken before, 0 for the first state.</param>
    /// <param name="frame">The picture.</param>
    void Show(int episode, int step, Frame frame);
}
