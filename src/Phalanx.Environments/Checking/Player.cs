using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>
/// Plays episodes of random actions in the environments of a batch and records them. An episode's actions depend on its seed and on what
/// its environment offers alone, so that equal environments have equal episodes.
/// </summary>
internal sealed class Player
{
    private static readonly StreamPurpose Actions = StreamPurpose.Named("check/actions");

    private readonly IEnvironmentBatch _batch;
    private readonly EnvironmentSpec _spec;
    private readonly CancellationToken _cancellation;
    private readonly Episode[] _episodes;

    public Player(IEnvironmentBatch batch, CancellationToken cancellation = default)
    {
        _cancellation = cancellation;
        _batch = batch;
        _spec = batch.Spec;
        _episodes = new Episode[batch.Count];
        foreach (ref Episode episode in _episodes.AsSpan())
        {
            episode.Record = [];
        }
    }

    /// <summary>What the environment wrote after its last step or reset.</summary>
    public Snapshot Latest(int environment) => _episodes[environment].Latest;

    /// <summary>The episode so far: an entry for the reset, then one for every step.</summary>
    public IReadOnlyList<PlayedStep> Record(int environment) => _episodes[environment].Record;

    /// <summary>Whether the episode can go on: not when it is over, nor beyond its limit.</summary>
    public bool IsRunning(int environment) =>
        !_episodes[environment].Record[^1].Result.Ended && _episodes[environment].Record.Count <= _spec.EpisodeLimit;

    public void Begin(int environment, ulong seed)
    {
        ref Episode episode = ref _episodes[environment];
        episode = new Episode { Seed = seed, Stream = new RandomStream(seed, Actions, 0), Record = [] };
        Call(environment, "Reset", () => _batch.Reset(environment, seed));
        Observe([environment], [default]);
    }

    /// <summary>Plays one episode to its end, or the first steps of it.</summary>
    public IReadOnlyList<PlayedStep> Play(int environment, ulong seed, int steps = int.MaxValue)
    {
        Begin(environment, seed);
        for (int step = 0; step < steps && IsRunning(environment); step++)
        {
            Step([environment]);
        }

        return Record(environment);
    }

    /// <summary>Takes a step in some environments at once.</summary>
    public void Step(int[] environments)
    {
        int numbers = _spec.Agents * _spec.Actions.Dimensions;
        int[] discrete = new int[environments.Length * (_spec.Actions.IsDiscrete ? _spec.Agents : 0)];
        float[] continuous = new float[environments.Length * numbers];
        for (int row = 0; row < environments.Length; row++)
        {
            ref Episode episode = ref _episodes[environments[row]];
            if (_spec.Actions.IsDiscrete)
            {
                RandomActions.Draw(episode.Latest.Available, ref episode.Stream, Buffers.Row<int>(discrete, row, _spec.Agents));
            }
            else
            {
                RandomActions.Draw(_spec.Actions, ref episode.Stream, Buffers.Row<float>(continuous, row, numbers));
            }
        }

        StepResult[] results = new StepResult[environments.Length];
        Call(environments[0], "Step", () =>
            _batch.Step(environments, _spec.Actions.IsDiscrete ? new JointAction(discrete) : new JointAction(continuous), results));
        Observe(environments, results);
    }

    /// <summary>Reads what an environment writes once more, into buffers that hold the given values before.</summary>
    public Snapshot Read(int environment, float number, bool mask)
    {
        Snapshot[] snapshots = [];
        Call(environment, "Writing", () => snapshots = Snapshot.Read(_batch, [environment], number, mask));
        return snapshots[0];
    }

    /// <summary>What the environment finds wrong with its own world; null when nothing is.</summary>
    public string? FindFault(int environment)
    {
        string? fault = null;
        Call(environment, nameof(IEnvironmentBatch.FindFault), () => fault = _batch.FindFault(environment));
        return fault;
    }

    /// <summary>A picture of the environment, or null when it draws none.</summary>
    public Frame? Draw(int environment)
    {
        Frame? frame = null;
        Call(environment, nameof(IEnvironmentBatch.Draw), () => frame = _batch.Draw(environment));
        return frame;
    }

    private void Observe(int[] environments, StepResult[] results)
    {
        Snapshot[] snapshots = [];
        Call(environments[0], "Writing", () => snapshots = Snapshot.Read(_batch, environments, float.NaN, mask: false));
        for (int row = 0; row < environments.Length; row++)
        {
            ref Episode episode = ref _episodes[environments[row]];
            episode.Latest = snapshots[row];
            episode.Record.Add(new PlayedStep(results[row], snapshots[row].Digest()));
        }
    }

    private void Call(int environment, string method, Action call)
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            call();
        }
        catch (Exception failure)
        {
            throw PlayException.Of(method, _episodes[environment].Seed, Math.Max(0, _episodes[environment].Record.Count - 1), failure);
        }
    }

    /// <summary>What a step led to, and a digest of what was written after it.</summary>
    internal readonly record struct PlayedStep(StepResult Result, int[] Digest);

    private struct Episode
    {
        public ulong Seed;
        public RandomStream Stream;
        public Snapshot Latest;
        public List<PlayedStep> Record;
    }
}
