using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Shards;

/// <summary>
/// Which parts of which episodes a training step learns from, and how they are cut into shards: as many in a row as make up a number of rows, so
/// one episode when they are long and the whole batch when they have a single step. The cut follows from the batch and that number alone.
/// </summary>
/// <remarks>
/// Episodes of a single step are often equal: a game of two agents with three actions has nine of them. Where an algorithm allows it, equal ones are one
/// part that counts as often as it was drawn.
/// </remarks>
internal sealed class Batch
{
    private readonly EpisodeReplay _replay;
    private readonly DataSource _source;
    private readonly int _agents;
    private readonly int _rows;
    private readonly bool _merges;
    private readonly int[] _episodes;
    private readonly long[] _kinds;
    private readonly int[] _counts;
    private readonly int[] _firstSteps;
    private readonly int[] _shardStarts;
    private readonly int[] _episodesAtStep;
    private int _parts;

    public Batch(EpisodeReplay replay, DataNeeds needs, int size, int agents, int rows)
    {
        (_replay, _source, _agents, _rows) = (replay, needs.Source, agents, rows);
        _merges = _source == DataSource.Replay && !needs.Draws;
        _episodes = new int[size];
        _kinds = new long[size];
        _counts = new int[size];
        _firstSteps = new int[size];
        _shardStarts = new int[size + 1];
        _episodesAtStep = new int[_source == DataSource.Transitions ? 1 : replay.Layout.EpisodeLimit];
    }

    /// <summary>Number of shards.</summary>
    public int Shards { get; private set; }

    /// <summary>Steps of the longest part.</summary>
    public int Steps { get; private set; }

    /// <summary>Transitions of all parts.</summary>
    public long Transitions { get; private set; }

    /// <summary>How many parts have a transition at each of their steps.</summary>
    public ReadOnlyMemory<int> EpisodesAtStep => _episodesAtStep;

    /// <summary>A part: some steps in a row of an episode.</summary>
    public Part this[int place]
    {
        get
        {
            StoredEpisode episode = _replay[_episodes[place]];
            int first = _firstSteps[place];
            int length = _source == DataSource.Transitions ? 1 : episode.Length;
            return new Part(episode, first, length, _counts[place], episode.Terminated && first + length == episode.Length);
        }
    }

    /// <summary>The places of a shard's parts.</summary>
    public (int First, int Count) PlacesOf(int shard) => (_shardStarts[shard], _shardStarts[shard + 1] - _shardStarts[shard]);

    /// <summary>Draws the parts for a training step, and cuts.</summary>
    public void Sample(ulong seed, long trainingStep)
    {
        Array.Clear(_firstSteps);
        Array.Fill(_counts, 1);
        _parts = _episodes.Length;
        switch (_source)
        {
            case DataSource.Fresh:
                _replay.Latest(_episodes);
                break;
            case DataSource.Transitions:
                _replay.SampleTransitions(seed, trainingStep, _episodes, _firstSteps);
                break;
            default:
                _replay.Sample(seed, trainingStep, _episodes);
                break;
        }

        if (_merges)
        {
            MergeEqual();
        }

        Cut();
    }

    private void MergeEqual()
    {
        _parts = 0;
        for (int i = 0; i < _episodes.Length; i++)
        {
            long kind = _replay[_episodes[i]].Kind;
            int equal = _kinds.AsSpan(0, _parts).IndexOf(kind);
            if (equal >= 0)
            {
                _counts[equal]++;
            }
            else
            {
                (_episodes[_parts], _kinds[_parts], _counts[_parts]) = (_episodes[i], kind, 1);
                _parts++;
            }
        }
    }

    private void Cut()
    {
        (Shards, Steps, Transitions) = (0, 0, 0);
        Array.Clear(_episodesAtStep);
        int rows = 0;
        for (int i = 0; i < _parts; i++)
        {
            (int length, int count) = (this[i].Length, _counts[i]);
            Steps = Math.Max(Steps, length);
            Transitions += length * count;
            _episodesAtStep[length - 1] += count;
            rows += length * _agents;
            if (rows >= _rows || i == _parts - 1)
            {
                _shardStarts[++Shards] = i + 1;
                rows = 0;
            }
        }

        // So far the parts that end at a step; those that have the step are all that end there or later.
        for (int step = _episodesAtStep.Length - 2; step >= 0; step--)
        {
            _episodesAtStep[step] += _episodesAtStep[step + 1];
        }
    }

    /// <summary>Some steps in a row of an episode.</summary>
    /// <param name="Episode">The episode.</param>
    /// <param name="First">The first of the steps.</param>
    /// <param name="Length">How many.</param>
    /// <param name="Count">How many episodes of the batch are equal to it, itself included.</param>
    /// <param name="Terminated">Whether the environment itself ended the episode with the last of them.</param>
    public readonly record struct Part(StoredEpisode Episode, int First, int Length, int Count, bool Terminated);
}
