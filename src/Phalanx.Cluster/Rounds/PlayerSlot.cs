using System.Buffers;
using Phalanx.Cluster.Contracts;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cluster.Rounds;

/// <summary>One of the groups that a machine plays in: environments and weights of its own, so that it needs to wait for no other.</summary>
internal sealed class PlayerSlot : IDisposable
{
    private readonly LearningProblem _problem;
    private readonly ActingWeights _weights;
    private readonly EpisodeRecord _codec;
    private readonly WorkerPool _worker = new(1);
    private readonly Rollout _rollout;
    private readonly EpisodeRecorder _recorder;
    private PlayerWeights? _loaded;

    /// <param name="settings">The settings of the run.</param>
    /// <param name="description">What is played and recorded.</param>
    /// <param name="episodes">How many episodes it plays at once.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="hangs">Is told when a call of an environment does not return in time.</param>
    /// <exception cref="UserErrorException">What is played cannot be made here.</exception>
    public PlayerSlot(
        RunSettings settings, string description, int episodes, EnvironmentRegistry environments, AlgorithmRegistry algorithms, Action<string> hangs)
    {
        _problem = PlayedProblem.Make(settings, description, episodes, environments, algorithms);
        try
        {
            _problem.WatchCalls(fault => hangs(fault.ToString()));
            _weights = _problem.ActingWeights();
            _codec = new EpisodeRecord(_problem.Layout);
            _rollout = new Rollout(_problem.Environments(episodes), _problem.Policy, _worker);
            _recorder = new EpisodeRecorder(_problem.Layout, _rollout.Capacity);
        }
        catch
        {
            Disposal.AfterFailure(_problem);
            throw;
        }
    }

    /// <summary>Plays what was given.</summary>
    /// <param name="work">The episodes.</param>
    /// <param name="weights">What they are played with.</param>
    public PlayedEpisode[] Play(RoundWork work, PlayerWeights weights)
    {
        if (_loaded != weights)
        {
            _weights.Load(weights.Values);
            _loaded = weights;
        }

        var progress = new RunProgress(work.TEnv, work.Exploration) { Testing = work.Testing };
        RoundPurpose purpose = RoundPurpose.Find(work.Purpose) ?? throw new InvalidDataException($"rounds are not played for '{Shown.Name(work.Purpose)}'");
        Round round = new(work.Seed, purpose, work.FirstEpisode, work.Count, progress) { Attempts = work.Attempts.IsEmpty ? null : work.Attempts };
        var played = new PlayedEpisode[work.Count];
        for (int first = 0; first < work.Count; first += _rollout.Capacity)
        {
            Round part = round.Part(first, Math.Min(_rollout.Capacity, work.Count - first));
            _rollout.Play(part, work.Recorded ? _recorder : null);
            for (int episode = 0; episode < part.Episodes; episode++)
            {
                played[first + episode] = Written(work, work.Place + first + episode, episode, part.FirstEpisode + episode);
            }
        }

        return played;
    }

    /// <inheritdoc/>
    public void Dispose() => Disposal.OfAll([_rollout, _worker, _problem]);

    private PlayedEpisode Written(RoundWork work, int place, int episode, long number)
    {
        EpisodeResult result = _rollout.Results[episode];
        float[] statistics = new float[_problem.Spec.Statistics.Count];
        for (int i = 0; i < statistics.Length; i++)
        {
            statistics[i] = _rollout.Statistic(episode, i);
        }

        if (!work.Recorded)
        {
            return new PlayedEpisode(place, result, statistics, null, 0);
        }

        int bytes = checked((int)_codec.BytesOf(result.Length));
        byte[] record = ArrayPool<byte>.Shared.Rent(bytes);
        _codec.Write(_recorder[episode], number, record.AsSpan(0, bytes));
        return new PlayedEpisode(place, result, statistics, record, bytes);
    }
}

/// <summary>An episode that was played and is to be sent.</summary>
/// <param name="Place">Its place in the round.</param>
/// <param name="Result">Its result.</param>
/// <param name="Statistics">Its statistics.</param>
/// <param name="Record">Its record, out of a pool; null where none is wanted.</param>
/// <param name="RecordBytes">How long the record is.</param>
internal sealed record PlayedEpisode(int Place, EpisodeResult Result, float[] Statistics, byte[]? Record, int RecordBytes);
