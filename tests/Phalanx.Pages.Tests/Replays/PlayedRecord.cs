using Phalanx.Environments;
using Phalanx.Learning.Recording;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>
/// Records of real environments, played by a team that was not trained: its values are drawn, higher for actions with a large number, such as
/// attacks, and most of the time it takes the best.
/// </summary>
internal sealed class PlayedRecord(string environment)
{
    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();

    private readonly Random _random = new(7);

    /// <summary>The settings of the environment; null for its defaults.</summary>
    public object? Settings { get; init; }

    /// <summary>How many episodes are played.</summary>
    public int Episodes { get; init; } = 2;

    /// <summary>The seed of the first episode; the others follow.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often the team does not take the best action.</summary>
    public double Exploration { get; init; } = 0.15;

    /// <summary>Changes the header, such as its names.</summary>
    public Func<RecordHeader, RecordHeader> Named { get; init; } = header => header;

    /// <summary>Changes the frames.</summary>
    public Func<Frame, Frame> Drawn { get; init; } = frame => frame;

    /// <summary>The record.</summary>
    public byte[] Play()
    {
        using IEnvironmentBatch batch = Registry[environment].Create(Settings, 1);
        RecordHeader header = Named(HeaderOf(batch.Spec));
        using var stream = new MemoryStream();
        using (var writer = new RecordFileWriter(stream, header))
        {
            for (int episode = 0; episode < Episodes; episode++)
            {
                writer.Add(PlayEpisode(batch, header, episode));
            }

            writer.Complete();
        }

        return stream.ToArray();
    }

    private RecordHeader HeaderOf(EnvironmentSpec spec) => new()
    {
        Version = "1.0.0",
        Environment = environment,
        Algorithm = "qmix",
        TEnv = 1_000_000,
        Seed = "1",
        Agents = spec.Agents,
        Actions = spec.Actions.Count,
        ActionNames = spec.Actions.Names,
        Low = [.. spec.Actions.Low.ToArray()],
        High = [.. spec.Actions.High.ToArray()],
        Outputs = spec.Actions.IsDiscrete ? RecordedOutputs.Values : RecordedOutputs.MeanAndDeviation,
        Joint = ["q_tot"],
        Statistics = spec.Statistics,
        Observation = spec.ObservationSize,
        ObservationParts = [.. spec.ObservationParts.Select(part => new RecordedObservationPart(part.Name, part.Offset, part.Shape) { Features = part.Features })],
        Entities = spec.Entities?.Count ?? 0,
        EpisodeLimit = spec.EpisodeLimit,
        Payoffs = spec.Payoffs is { } payoffs ? [.. payoffs.Values] : null,
    };

    private EpisodeContent PlayEpisode(IEnvironmentBatch batch, RecordHeader header, int episode)
    {
        int[] one = [0];
        EnvironmentSpec spec = batch.Spec;
        FrameEncoder? frames = null;
        List<float> rewards = [], values = [], joint = [], observations = [], continuous = [];
        List<int> actions = [];
        List<bool> available = [], seen = [];
        float[] observed = new float[spec.Agents * spec.ObservationSize];
        bool[] masks = new bool[spec.Agents * spec.Actions.Count];
        StepResult[] results = new StepResult[1];
        ulong seed = Seed + (ulong)episode;
        batch.Reset(0, seed);
        for (bool ended = false; ;)
        {
            if (batch.Draw(0) is { } frame)
            {
                (frames ??= new FrameEncoder()).Add(Drawn(frame));
            }

            AddSeen(batch, seen);
            if (ended)
            {
                break;
            }

            batch.WriteObservations(one, observed);
            observations.AddRange(observed);
            int first = actions.Count;
            if (spec.Actions.IsDiscrete)
            {
                batch.WriteAvailableActions(one, masks);
                available.AddRange(masks);
                joint.Add(Choose(spec, masks, values, actions));
                batch.Step(one, new JointAction(actions.ToArray().AsSpan(first)), results);
            }
            else
            {
                float[] chosen = [.. Enumerable.Range(0, spec.Agents * spec.Actions.Low.Length).Select(index => Between(spec, index % spec.Actions.Low.Length))];
                continuous.AddRange(chosen);
                values.AddRange(Enumerable.Range(0, chosen.Length * 2).Select(_ => (float)_random.NextDouble()));
                joint.Add((float)_random.NextDouble());
                batch.Step(one, new JointAction(chosen), results);
            }

            rewards.Add((float)results[0].Reward);
            ended = results[0].Ended;
        }

        float[] statistics = new float[spec.Statistics.Count];
        batch.WriteStatistics(one, statistics);
        return new EpisodeContent
        {
            Number = episode,
            Seed = seed,
            End = results[0].Terminated ? EpisodeEnd.Terminated : EpisodeEnd.Truncated,
            Return = rewards.Sum(reward => (double)reward),
            Rewards = rewards,
            Statistics = [.. statistics.Select(value => (double)value)],
            Frames = frames,
            Actions = actions,
            ContinuousActions = continuous,
            Available = available,
            Values = header.Outputs == RecordedOutputs.None ? [] : values,
            Joint = [joint],
            Observations = observations,
            Seen = seen,
        };
    }

    private float Between(EnvironmentSpec spec, int dimension) =>
        spec.Actions.Low[dimension] + ((float)_random.NextDouble() * (spec.Actions.High[dimension] - spec.Actions.Low[dimension]));

    private float Choose(EnvironmentSpec spec, bool[] masks, List<float> values, List<int> actions)
    {
        float sum = 0;
        int count = spec.Actions.Count;
        for (int agent = 0; agent < spec.Agents; agent++)
        {
            int[] possible = [.. Enumerable.Range(0, count).Where(action => masks[(agent * count) + action])];
            float[] promised = [.. Enumerable.Range(0, count).Select(action => (float)(5 + (3.0 * action / count) + (2 * _random.NextDouble())))];
            int best = possible.MaxBy(action => promised[action]);
            int taken = _random.NextDouble() < Exploration ? possible[_random.Next(possible.Length)] : best;
            values.AddRange(promised);
            actions.Add(taken);
            sum += promised[taken];
        }

        return sum;
    }

    private static void AddSeen(IEnvironmentBatch batch, List<bool> seen)
    {
        if (batch.Spec.Entities is { } entities)
        {
            bool[] hidden = new bool[batch.Spec.Agents * entities.Count];
            batch.WriteEntities([0], new float[entities.Count * entities.Width], new bool[entities.Count], hidden);
            seen.AddRange(hidden.Select(flag => !flag));
        }
    }
}
