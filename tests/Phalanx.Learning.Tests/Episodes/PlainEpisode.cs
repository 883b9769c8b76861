using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Tests.Episodes;

/// <summary>An episode in plain arrays, [slot][element]: what a stored one is compared with.</summary>
internal sealed class PlainEpisode
{
    private readonly EpisodeLayout _layout;
    private readonly Random _random;

    /// <summary>An episode of random content.</summary>
    public PlainEpisode(EpisodeLayout layout, int length, int seed)
    {
        _layout = layout;
        _random = new Random(seed);
        Length = length;
        Terminated = _random.Next(2) == 0;
        int slots = length + 1;
        int entities = layout.Entities?.Count ?? 0;
        Observations = Reals(slots, layout.Agents * layout.ObservationSize);
        State = Reals(slots, layout.StateSize);
        Available = Flags(slots, layout.StoresAvailableActions ? layout.Agents * layout.Actions : 0);
        Features = Reals(slots, layout.Agents * layout.AgentFeatureSize);
        Rows = Reals(slots, entities * (layout.Entities?.Width ?? 0));
        Absent = Flags(slots, entities);
        Hidden = Flags(slots, layout.Agents * entities);
        Actions = Fill(length, layout.Actions > 0 ? layout.Agents : 0, () => _random.Next(layout.Actions));
        Continuous = Reals(length, layout.Agents * layout.ActionDimensions);
        Rewards = Reals(length, 1);
        Extras = [.. layout.Extras.Select(extra => Reals(length, extra.Width))];
    }

    public int Length { get; }

    public bool Terminated { get; }

    public float[][] Observations { get; }

    public float[][] State { get; }

    public bool[][] Available { get; }

    public float[][] Features { get; }

    public float[][] Rows { get; }

    public bool[][] Absent { get; }

    public bool[][] Hidden { get; }

    public int[][] Actions { get; }

    public float[][] Continuous { get; }

    public float[][] Rewards { get; }

    public float[][][] Extras { get; }

    /// <summary>Plays the episode into a writer.</summary>
    public void WriteTo(EpisodeWriter writer)
    {
        writer.Begin();
        for (int step = 0; step < Length; step++)
        {
            WriteSlot(writer, step);
            WriteStep(writer, step);
            bool isLast = step == Length - 1;
            writer.EndStep(Rewards[step][0], isLast && Terminated, isLast && !Terminated);
        }

        WriteSlot(writer, Length);
    }

    /// <summary>Everything of an episode of a replay, bit by bit, and again from some slot in the middle on.</summary>
    public void AssertSameAs(StoredEpisode stored)
    {
        Assert.Equal((Length, Terminated), (stored.Length, stored.Terminated));
        foreach (int first in new[] { 0, Length / 2 })
        {
            AssertReals(Rounded(Observations), first, stored.ReadObservations);
            AssertReals(Rounded(State), first, stored.ReadState);
            AssertReals(Rounded(Features), first, stored.ReadAgentFeatures);
            AssertReals(Rounded(Rows), first, stored.ReadEntities);
            AssertSame<bool>(Available, first, stored.ReadAvailableActions);
            AssertReals([.. Available.Select(row => row.Select(flag => flag ? 1f : 0f).ToArray())], first, stored.ReadAvailableActions);
            AssertSame<bool>(Absent, first, stored.ReadAbsentEntities);
            AssertSame<bool>(Hidden, first, stored.ReadHiddenEntities);
            AssertSame<int>(Actions, first, stored.ReadActions);
            AssertReals(Continuous, first, stored.ReadContinuousActions);
            AssertReals(Rewards, first, stored.ReadRewards);
            for (int extra = 0; extra < Extras.Length; extra++)
            {
                int which = extra;
                AssertReals(Extras[extra], first, (from, destination) => stored.ReadExtra(which, from, destination));
            }
        }
    }

    private delegate void Reader<T>(int first, Span<T> destination);

    private void WriteSlot(EpisodeWriter writer, int slot)
    {
        WriteIfAny(Observations[slot], writer.WriteObservations);
        WriteIfAny(State[slot], writer.WriteState);
        WriteIfAny<bool>(Available[slot], writer.WriteAvailableActions);
        WriteIfAny(Features[slot], writer.WriteAgentFeatures);
        if (_layout.Entities is not null)
        {
            writer.WriteEntities(Rows[slot], Absent[slot], Hidden[slot]);
        }
    }

    private void WriteStep(EpisodeWriter writer, int step)
    {
        WriteIfAny<int>(Actions[step], writer.WriteActions);
        WriteIfAny(Continuous[step], writer.WriteContinuousActions);
        for (int extra = 0; extra < Extras.Length; extra++)
        {
            writer.WriteExtra(extra, Extras[extra][step]);
        }
    }

    private static void WriteIfAny<T>(T[] values, Action<ReadOnlySpan<T>> write)
    {
        if (values.Length > 0)
        {
            write(values);
        }
    }

    private float[][] Rounded(float[][] rows) =>
        _layout.HalfPrecision ? [.. rows.Select(row => row.Select(value => (float)(Half)value).ToArray())] : rows;

    private static void AssertReals(float[][] expected, int first, Reader<float> read) =>
        AssertSame(expected, first, read, values => values.Select(BitConverter.SingleToInt32Bits));

    private static void AssertSame<T>(T[][] expected, int first, Reader<T> read) => AssertSame(expected, first, read, values => values);

    private static void AssertSame<T, TShown>(T[][] expected, int first, Reader<T> read, Func<T[], IEnumerable<TShown>> show)
    {
        T[] wanted = [.. expected.Skip(first).SelectMany(row => row)];
        T[] actual = new T[wanted.Length];
        if (wanted.Length > 0)
        {
            read(first, actual);
        }

        Assert.Equal(show(wanted), show(actual));
    }

    private float[][] Reals(int rows, int width) => Fill(rows, width, () => _random.Next(8) switch
    {
        0 => 0f,
        1 => -0f,
        2 => _random.Next(-60000, 60000),
        3 => (float)(_random.NextDouble() * 1e-7),
        _ => (float)((_random.NextDouble() * 2) - 1),
    });

    private bool[][] Flags(int rows, int width) => Fill(rows, width, () => _random.Next(2) == 0);

    private static T[][] Fill<T>(int rows, int width, Func<T> next) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, width).Select(_ => next()).ToArray())];
}
