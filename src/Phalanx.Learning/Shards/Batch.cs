using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Shards;

/// <summary>
/// Which parts of which episodes a training step learns from, and how they are cut into shards: as many in a row as make up a number of rows, so
/// one episode when they are long and the whole batch when they have a single step. The cut follows from the batch and that number alone.
/// </summary>
internal sealed class Batch
{
    private readonly EpisodeReplay _replay;
    private readonly DataSource _source;
    private readonly int _agents;
    private readonly int _rows;
    private readonly int[] _episodes;
    private readonly int[] _firstSteps;
    private readonly int[] _shardStarts;
    private readonly int[] _episodesAtStep;

    public Batch(EpisodeReplay replay, DataSource source, int size, int agents, int rows)
    {
        (_replay, _source, _agents, _rows) = (replay, source, agents, rows);
        _episodes = new int[size];
        _firstSteps = new int[size];
        _shardStarts = new int[size + 1];
        _episodesAtStep = new int[source == DataSource.Transitions ? 1 : replay.Layout.EpisodeLimit];
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
            return new Part(episode, first, length, episode.Terminated && first + length == episode.Length);
        }
    }

    /// <summary>The places of a shard's parts.</summary>
    public (int First, int Count) PlacesOf(int shard) => (_shardStarts[shard], _shardStarts[shard + 1] - _shardStarts[shard]);

    /// <summary>Draws the parts for a training step, and cuts.</summary>
    public void Sample(ulong seed, long trainingStep)
    {
        Array.Clear(_firstSteps);
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

        Cut();
    }

    private void Cut()
    {
        (Shards, Steps, Transitions) = (0, 0, 0);
        Array.Clear(_episodesAtStep);
        int rows = 0;
        for (int i = 0; i < _episodes.Length; i++)
        {
            int length = this[i].Length;
            Steps = Math.Max(Steps, length);
            Transitions += length;
            _episodesAtStep[length - 1]++;
            rows += length * _agents;
            if (rows >= _rows || i == _episodes.Length - 1)
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
    /// <param name="Terminated">Whether the environment itself ended the episode with the last of them.</param>
    public readonly record struct Part(StoredEpisode Episode, int First, int Length, bool Terminated);
}
