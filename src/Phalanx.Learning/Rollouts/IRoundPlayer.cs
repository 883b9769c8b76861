using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// Plays rounds of episodes with one team. <see cref="Rollout"/> plays them in this process; another player may play them elsewhere. The
/// result of an episode depends on its address in the <see cref="Round"/> and the team's parameters alone, so every player of one build, runtime and register width gives the same bits.
/// </summary>
/// <remarks>
/// A player owns the environments that it plays in and disposes them when it is disposed. The code that makes a player disposes the player.
/// </remarks>
public interface IRoundPlayer : IDisposable
{
    /// <summary>Episodes that a round can have at most.</summary>
    int Capacity { get; }

    /// <summary>The results of the episodes of the last round, in their order.</summary>
    ReadOnlySpan<EpisodeResult> Results { get; }

    /// <summary>A statistic of an episode of the last round.</summary>
    /// <param name="episode">Its place in the round.</param>
    /// <param name="statistic">The place of the statistic among those that the environment declares.</param>
    float Statistic(int episode, int statistic);

    /// <summary>Plays a round, and returns when all its episodes are over.</summary>
    /// <param name="round">Which episodes.</param>
    /// <param name="recorder">Records them, if they are to be learned from; null for a test.</param>
    /// <param name="watcher">Is shown pictures of those that it watches; null for none.</param>
    void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null);
}
