using Phalanx.Environments;
using Phalanx.Learning.Recording;

namespace Phalanx.Testing;

/// <summary>Records of anything that the format can hold, drawn from a seed: every section, odd sizes, numbers that are none, items that come and go.</summary>
internal sealed class GeneratedRecord
{
    private static readonly string[] Words = ["", "a", "north", "</script><img src=x onerror=alert(1)>", "ü €", "attack 3", "\"quoted\"", "a\nb"];

    private readonly Random _random;

    public GeneratedRecord(int seed)
    {
        _random = new Random(seed);
        Header = NewHeader();
        Episodes = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(NewEpisode)];
    }

    public RecordHeader Header { get; }

    public IReadOnlyList<EpisodeContent> Episodes { get; }

    /// <summary>The frames that the episodes were made of.</summary>
    public List<Frame[]?> Frames { get; } = [];

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using var writer = new RecordFileWriter(stream, Header);
        foreach (EpisodeContent episode in Episodes)
        {
            writer.Add(episode);
        }

        writer.Complete();
        return stream.ToArray();
    }

    private RecordHeader NewHeader()
    {
        bool discrete = _random.Next(4) > 0;
        int actions = discrete ? _random.Next(5) == 0 ? 300 : _random.Next(1, 12) : 0;
        int dimensions = discrete ? 0 : _random.Next(1, 4);
        return new RecordHeader
        {
            Version = "0.1.0",
            Environment = "generated",
            Settings = Enumerable.Range(0, _random.Next(3)).ToDictionary(index => $"env.setting_{index}", _ => Word()),
            Algorithm = _random.Next(2) == 0 ? "qmix" : null,
            TEnv = _random.Next(2) == 0 ? null : _random.NextInt64(),
            Seed = "18446744073709551615",
            Agents = _random.Next(1, 6),
            Actions = actions,
            ActionNames = _random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, actions).Select(index => $"{Word()} {index}")],
            Low = [.. Enumerable.Repeat(-1f, dimensions)],
            High = [.. Enumerable.Repeat(2f, dimensions)],
            Outputs = !discrete ? RecordedOutputs.MeanAndDeviation : (RecordedOutputs)_random.Next(1, 4),
            Joint = [.. Enumerable.Range(0, _random.Next(4)).Select(index => $"q_{index}")],
            Statistics = _random.Next(2) == 0 ? [] : ["battle_won", "length"],
            Observation = _random.Next(1, 9),
            ObservationParts = [new RecordedObservationPart(Word(), 0, [1]) { Features = _random.Next(2) == 0 ? [] : [Word()] }],
            Entities = _random.Next(2) == 0 ? 0 : _random.Next(6, 20),
            EpisodeLimit = 40,
            Payoffs = _random.Next(4) == 0 ? [1.5, -12, 0, 8] : null,
        };
    }

    private EpisodeContent NewEpisode(int number)
    {
        int steps = _random.Next(1, 40);
        int rows = steps * Header.Agents;
        bool[] available = [.. Enumerable.Range(0, rows * Header.Actions).Select(_ => _random.Next(3) > 0)];
        return new EpisodeContent
        {
            Number = -1 - number,
            Seed = (ulong)_random.NextInt64() * 3,
            End = (EpisodeEnd)_random.Next(2),
            Return = _random.Next(5) == 0 ? double.NaN : Number(),
            Rewards = Numbers(steps),
            Statistics = [.. Header.Statistics.Select(_ => (double)_random.Next(2))],
            Frames = NewFrames(steps),
            Actions = Header.Actions == 0 ? [] : [.. Enumerable.Range(0, rows).Select(_ => _random.Next(Header.Actions))],
            ContinuousActions = Numbers(rows * Header.Low.Count),
            Available = available,
            Values = Numbers(rows * (Header.Actions > 0 ? Header.Actions : 2 * Header.Low.Count)),
            Joint = [.. Header.Joint.Select(_ => Numbers(steps))],
            Observations = _random.Next(3) == 0 ? [] : Numbers(rows * Header.Observation),
            Seen = [.. Enumerable.Range(0, (steps + 1) * Header.Agents * Header.Entities).Select(_ => _random.Next(2) == 0)],
        };
    }

    private FrameEncoder? NewFrames(int steps)
    {
        if (_random.Next(5) == 0)
        {
            Frames.Add(null);
            return null;
        }

        bool grid = _random.Next(2) == 0;
        FrameItem[] items = [.. Enumerable.Range(0, _random.Next(1, 12)).Select(index => NewItem(index, grid))];
        Frame[] frames = [.. Enumerable.Range(0, steps + 1).Select(step => NewFrame(step, grid, items))];
        var encoder = new FrameEncoder();
        foreach (Frame frame in frames)
        {
            encoder.Add(frame);
        }

        Frames.Add(frames);
        return encoder;
    }

    /// <summary>A frame in which some items have moved, and some are not there.</summary>
    private Frame NewFrame(int step, bool grid, FrameItem[] items)
    {
        for (int index = 0; index < items.Length; index++)
        {
            FrameItem item = items[index];
            items[index] = _random.Next(3) == 0 ? item : item with
            {
                X = Place(grid),
                Y = Place(grid),
                To = item.Shape == FrameShape.Line ? (Place(grid), Place(grid)) : null,
                Down = _random.Next(6) == 0,
                Label = _random.Next(8) == 0 ? Word() : item.Label,
                Fill = item.Fill is null ? null : _random.Next(4) / 4.0,
                Bars = [.. item.Bars.Select(bar => bar with { Value = _random.Next((int)bar.Max + 1) })],
                TargetId = _random.Next(3) == 0 ? _random.Next(items.Length) * 10 : null,
                Facing = item.Facing is null ? null : Math.Tau * _random.Next(FrameAngles) / FrameAngles,
            };
        }

        return new Frame(16, 8, [.. items.Where(_ => _random.Next(10) > 0)])
        {
            Grid = grid,
            Caption = _random.Next(3) == 0 ? $"step {step}" : "",
            Events = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new FrameEvent(Word(), _random.Next(items.Length) * 10, null, _random.Next(100)))],
        };
    }

    private const int FrameAngles = 254;

    private FrameItem NewItem(int index, bool grid)
    {
        FrameItem item = NewItem(index, (FrameShape)_random.Next(5), grid);
        return item.Shape == FrameShape.Line ? item with { To = (item.X, item.Y) } : item;
    }

    private FrameItem NewItem(int index, FrameShape shape, bool grid) => new((FrameRole)_random.Next(8), shape, Place(grid), Place(grid), 0.5)
    {
        Id = index * 10,
        Label = Word(),
        Fill = _random.Next(3) == 0 ? 0.25 : null,
        Agent = index < Header.Agents ? index : null,
        Entity = index < Header.Entities ? index : null,
        Kind = Word(),
        Bars = _random.Next(2) == 0 ? [] : [new FrameBar("health", 45, 45), new FrameBar("shield", 0, 80)],
        Sight = _random.Next(2) == 0 ? 9 : null,
        Reach = _random.Next(2) == 0 ? 6 : null,
        Facing = _random.Next(2) == 0 ? 0 : null,
        Cone = _random.Next(4) == 0 ? 1.5 : null,
    };

    private double Place(bool grid) => grid ? _random.Next(8) + 0.5 : _random.Next(8 * 128) / 128.0;

    private string Word() => Words[_random.Next(Words.Length)];

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Number())];

    private float Number() => _random.Next(50) switch
    {
        0 => float.NaN,
        1 => float.PositiveInfinity,
        2 => 0,
        _ => (float)((_random.NextDouble() * 40) - 20),
    };
}
