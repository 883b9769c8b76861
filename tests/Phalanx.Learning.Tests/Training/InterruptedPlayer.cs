using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Plays as the trainer's own player does, and calls back on the thread that trains after every round of training episodes.</summary>
internal sealed class InterruptedPlayer(IRoundPlayer inner, Action<long> afterRound) : IRoundPlayer
{
    public int Capacity => inner.Capacity;

    public ReadOnlySpan<EpisodeResult> Results => inner.Results;

    /// <summary>A factory of such players.</summary>
    /// <param name="afterRound">Called with the environment steps collected so far.</param>
    public static RoundPlayerFactory Calling(Action<long> afterRound)
    {
        RoundPlayerFactory players = new TrainerServices().Players;
        return (problem, episodes, workers) => new InterruptedPlayer(players(problem, episodes, workers), afterRound);
    }

    /// <summary>Does something once, after the round in which so many environment steps are reached.</summary>
    public static TrainerServices At(long steps, Action action)
    {
        bool done = false;
        return new TrainerServices
        {
            Players = Calling(tEnv =>
            {
                if (!done && tEnv >= steps)
                {
                    done = true;
                    action();
                }
            }),
        };
    }

    public float Statistic(int episode, int statistic) => inner.Statistic(episode, statistic);

    public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
    {
        inner.Play(round, recorder, watcher);
        if (recorder is not null)
        {
            afterRound(round.Progress.TEnv + recorder.Steps);
        }
    }

    public void Dispose() => inner.Dispose();
}
