using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Policies;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// Plays rounds of episodes: many environments in lockstep, one pass of the network for all agents of a group of them. Groups are of a
/// fixed size and run on the workers; which worker runs one changes nothing, since a row of a network's output depends on its own inputs only.
/// </summary>
public sealed class Rollout : IRoundPlayer
{
    /// <summary>Environments of a group: enough rows for an efficient matrix product, few enough for several workers.</summary>
    private const int GroupSize = 16;

    private readonly int _groupSize;
    private readonly ReportedEnvironments _environments;
    private readonly WorkerPool _workers;
    private readonly Lockstep[] _groups;
    private readonly EpisodeResult[] _results;
    private readonly float[] _statistics;
    private readonly Work _work;
    private readonly EnvironmentSpec _spec;

    /// <summary>Gets ready to play with all environments of a batch.</summary>
    /// <param name="environments">The batch. The rollout owns it from this call on and disposes it, also when this constructor throws.</param>
    /// <param name="policy">The team.</param>
    /// <param name="workers">The workers that play, which the caller disposes after the rollout.</param>
    /// <param name="groupSize">Environments of a group, which changes no result: fewer keep more workers busy.</param>
    public Rollout(IEnvironmentBatch environments, Policy policy, WorkerPool workers, int groupSize = GroupSize)
        : this(environments, (reported, first, count) => new PolicyLockstep(reported, policy, first, count), workers, groupSize)
    {
    }

    private Rollout(
        IEnvironmentBatch environments, Func<ReportedEnvironments, int, int, Lockstep> createGroup, WorkerPool workers, int groupSize = GroupSize)
    {
        _groupSize = groupSize;
        _environments = environments as ReportedEnvironments ?? new ReportedEnvironments(environments);
        try
        {
            _workers = workers;
            _spec = environments.Spec;
            _results = new EpisodeResult[environments.Count];
            _statistics = new float[environments.Count * _spec.Statistics.Count];
            _groups = new Lockstep[(environments.Count + groupSize - 1) / groupSize];
            for (int i = 0; i < _groups.Length; i++)
            {
                int first = i * groupSize;
                _groups[i] = createGroup(_environments, first, Math.Min(groupSize, environments.Count - first));
            }

            _work = new Work(this);
        }
        catch
        {
            Disposal.AfterFailure(environments);
            throw;
        }
    }

    /// <inheritdoc/>
    public int Capacity => _results.Length;

    /// <summary>How many groups of environments there are: the most workers that a round can keep busy.</summary>
    public int Groups => _groups.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<EpisodeResult> Results => _results.AsSpan(0, _work.Episodes);

    /// <inheritdoc/>
    public float Statistic(int episode, int statistic) => _statistics[(episode * _spec.Statistics.Count) + statistic];

    /// <summary>
    /// Gets ready to play with all environments of a batch that play their teams themselves, by one of their scripts. What a script does is
    /// not recorded, so its rounds take no recorder.
    /// </summary>
    /// <param name="environments">The batch. The rollout owns it from this call on and disposes it, also when this method throws.</param>
    /// <param name="script">The place of the script in <see cref="EnvironmentSpec.Scripts"/>.</param>
    /// <param name="workers">The workers that play, which the caller disposes after the rollout.</param>
    public static Rollout ByScript(IEnvironmentBatch environments, int script, WorkerPool workers) =>
        new(environments, (reported, first, count) => new ScriptLockstep(reported, script, first, count), workers);

    /// <inheritdoc/>
    /// <exception cref="EnvironmentFaultException">An environment misbehaved; the first by its place where several did at once.</exception>
    /// <exception cref="NumericalFaultException">A number of an episode is not finite.</exception>
    public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(round.Episodes, Capacity);
        recorder?.BeginRound(round.Episodes);
        _work.Begin(round, recorder, watcher);
        _workers.Run((round.Episodes + _groupSize - 1) / _groupSize, _work);
    }

    /// <summary>How many episodes a group plays at once.</summary>
    /// <param name="group">The group.</param>
    public int CapacityOf(int group) => Math.Min(_groupSize, Capacity - (group * _groupSize));

    /// <summary>
    /// Plays some episodes of a round with one group, on this thread; other threads may play others with other groups meanwhile. They come out as they do in
    /// a round that is played whole.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="round">The whole round.</param>
    /// <param name="place">The place of the first of them in the round.</param>
    /// <param name="recorder">Has begun the whole round, and records them; null for a test.</param>
    /// <param name="watcher">Is shown pictures of those that it watches; null for none.</param>
    /// <param name="results">Receives their results, and says how many they are.</param>
    /// <param name="statistics">Receives their statistics.</param>
    /// <exception cref="EnvironmentFaultException">An environment misbehaved.</exception>
    /// <exception cref="NumericalFaultException">A number of an episode is not finite.</exception>
    public void PlayPart(
        int group, Round round, int place, EpisodeRecorder? recorder, IFrameWatcher? watcher, Span<EpisodeResult> results, Span<float> statistics)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(results.Length, CapacityOf(group));
        for (int episode = place; episode < place + results.Length && recorder is not null; episode++)
        {
            if (recorder.Records(episode))
            {
                recorder[episode].Begin(); // one that was played before in vain may be half written
            }
        }

        _groups[group].Play(round, place, results.Length, recorder, watcher, results, statistics);
    }

    /// <summary>Disposes the environments.</summary>
    public void Dispose() => _environments.Dispose();

    private sealed class Work(Rollout rollout) : IShardWork
    {
        private Round _round;
        private EpisodeRecorder? _recorder;
        private IFrameWatcher? _watcher;

        public int Episodes { get; private set; }

        public void Begin(Round round, EpisodeRecorder? recorder, IFrameWatcher? watcher)
        {
            (_round, _recorder, _watcher) = (round, recorder, watcher);
            Episodes = round.Episodes;
        }

        public void Run(int shard, int worker)
        {
            int first = shard * rollout._groupSize;
            int count = Math.Min(rollout._groupSize, Episodes - first);
            int statistics = rollout._spec.Statistics.Count;
            rollout._groups[shard].Play(
                _round,
                first,
                count,
                _recorder,
                _watcher,
                rollout._results.AsSpan(first, count),
                rollout._statistics.AsSpan(first * statistics, count * statistics));
        }
    }
}
