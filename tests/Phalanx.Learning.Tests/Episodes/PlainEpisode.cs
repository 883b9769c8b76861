using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Tests.Episodes;

/// <summary>An episode in plain arrays, every field that its layout stores: what a stored one is compared with.</summary>
internal sealed class PlainEpisode
{
    private readonly Random _random;

    /// <summary>An episode of random content.</summary>
    public PlainEpisode(EpisodeLayout layout, int length, int seed)
    {
        _random = new Random(seed);
        Length = length;
        Terminated = _random.Next(2) == 0;
        Fields = [.. new SlotFormat(layout).Fields.Select(field => Fill(field, layout, length))];
    }

    public int Length { get; }

    public bool Terminated { get; }

    public IReadOnlyList<PlainField> Fields { get; }

    /// <summary>Plays the episode into a writer.</summary>
    public void WriteTo(EpisodeWriter writer)
    {
        var rewards = (PlainField<float, float>)Fields.Single(field => field.Field == SlotFields.Rewards);
        writer.Begin();
        for (int step = 0; step < Length; step++)
        {
            WriteSlot(writer, step);
            bool isLast = step == Length - 1;
            writer.EndStep(rewards.Values[step][0], isLast && Terminated, isLast && !Terminated);
        }

        WriteSlot(writer, Length);
    }

    /// <summary>Everything of an episode of a replay, bit by bit, and again from some slot in the middle on.</summary>
    public void AssertSameAs(StoredEpisode stored)
    {
        Assert.Equal((Length, Terminated), (stored.Length, stored.Terminated));
        foreach (PlainField field in Fields)
        {
            field.AssertSameAs(stored, 0);
            field.AssertSameAs(stored, Length / 2);
        }
    }

    private void WriteSlot(EpisodeWriter writer, int slot)
    {
        foreach (PlainField field in Fields)
        {
            if (slot < field.Slots && field.Field != SlotFields.Rewards) // rewards come with the end of a step
            {
                field.WriteTo(writer, slot);
            }
        }
    }

    private PlainField Fill(StoredField stored, EpisodeLayout layout, int length)
    {
        int slots = stored.Field.SlotsIn(length);
        bool half = stored.Encoding == FieldEncoding.Half;
        return stored.Field switch
        {
            RealField field => new PlainField<float, float>(field, Fill(slots, stored.Width, Real), value => half ? (float)(Half)value : value),
            FlagField field => new PlainField<float, bool>(field, Fill(slots, stored.Width, () => _random.Next(2) == 0), flag => flag ? 1 : 0),
            IndexField field => new PlainField<int, int>(field, Fill(slots, stored.Width, () => _random.Next(layout.Actions)), index => index),
            _ => throw new NotSupportedException($"Tests know no field such as '{stored.Name}'."),
        };
    }

    private float Real() => _random.Next(8) switch
    {
        0 => 0f,
        1 => -0f,
        2 => _random.Next(-60000, 60000),
        3 => (float)(_random.NextDouble() * 1e-7),
        _ => (float)((_random.NextDouble() * 2) - 1),
    };

    private static T[][] Fill<T>(int slots, int width, Func<T> next) =>
        [.. Enumerable.Range(0, slots).Select(_ => Enumerable.Range(0, width).Select(_ => next()).ToArray())];
}
