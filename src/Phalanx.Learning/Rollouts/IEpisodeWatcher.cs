using Phalanx.Environments;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// Is told everything of episodes while they are played: what the networks say, what the agents do, what comes of it. Watching changes no result, and
/// what is not watched costs nothing.
/// </summary>
/// <remarks>
/// Of every watched episode, in this order: <see cref="Begin"/>, the first frame; for every step <see cref="Choose"/>, <see cref="EndStep"/>, the frame
/// after it; <see cref="End"/>. A team that follows a script chooses nothing. Calls for different episodes may come from different threads.
/// Spans hold only during the call.
/// </remarks>
public interface IEpisodeWatcher : IFrameWatcher
{
    /// <summary>An episode begins.</summary>
    /// <param name="episode">Its place in the round.</param>
    /// <param name="number">Its number among those of its purpose.</param>
    /// <param name="seed">The seed that its environment was reset with.</param>
    void Begin(int episode, long number, ulong seed);

    /// <summary>The agents have chosen.</summary>
    /// <param name="episode">The episode's place in the round.</param>
    /// <param name="outputs">[agents x outputs], of the network.</param>
    /// <param name="available">[agents x actions]; empty where actions are continuous.</param>
    /// <param name="actions">What they have chosen.</param>
    void Choose(int episode, ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, JointAction actions);

    /// <summary>A step was taken.</summary>
    /// <param name="episode">The episode's place in the round.</param>
    /// <param name="result">What it led to.</param>
    void EndStep(int episode, StepResult result);

    /// <summary>An episode is over.</summary>
    /// <param name="episode">Its place in the round.</param>
    /// <param name="statistics">Its statistics, in the order in which the environment declares them.</param>
    void End(int episode, ReadOnlySpan<float> statistics);
}
