using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Tests.Episodes;

/// <summary>One field of an episode in plain arrays, [slot][element].</summary>
internal abstract class PlainField(SlotField stored, int slots)
{
    public SlotField Field => stored;

    public int Slots => slots;

    public abstract void WriteTo(EpisodeWriter writer, int slot);

    /// <summary>What a stored episode holds from some slot on is this.</summary>
    public abstract void AssertSameAs(StoredEpisode stored, int first);

    /// <summary>What a shard holds of one of so many episodes is this, and beyond its end what the table says.</summary>
    public abstract void AssertSameAs(Array values, int episodes, int episode);
}

/// <inheritdoc/>
/// <param name="field">The field.</param>
/// <param name="values">What is written.</param>
/// <param name="read">What becomes of it when it is read.</param>
internal sealed class PlainField<TRead, TWritten>(
    SlotField<TRead, TWritten> field, TWritten[][] values, Func<TWritten, TRead> read) : PlainField(field, values.Length)
    where TRead : unmanaged
    where TWritten : unmanaged
{
    public TWritten[][] Values => values;

    public override void WriteTo(EpisodeWriter writer, int slot) => writer.Write(field, values[slot]);

    public override void AssertSameAs(StoredEpisode stored, int first)
    {
        TRead[] actual = new TRead[(Slots - first) * values[0].Length];
        stored.Read(field, first, actual);
        Assert.Equal([.. values.Skip(first).SelectMany(slot => slot).Select(value => Bits(read(value)))], Array.ConvertAll(actual, Bits));
    }

    public override void AssertSameAs(Array values, int episodes, int episode)
    {
        TRead[] all = (TRead[])values;
        int width = Values[0].Length;
        int slots = all.Length / (episodes * width);
        for (int slot = 0; slot < slots; slot++)
        {
            TRead[] actual = all[(((slot * episodes) + episode) * width)..][..width];
            object[] expected = slot < Slots
                ? [.. Values[slot].Select(value => Bits(read(value)))]
                : [.. Enumerable.Repeat(Bits((TRead)Convert.ChangeType(Field.PaddingValue, typeof(TRead), null)), width)];
            Assert.Equal(expected, Array.ConvertAll(actual, Bits));
        }
    }

    /// <summary>Something that tells 0 from -0.</summary>
    private static object Bits(TRead value) => value is float real ? BitConverter.SingleToInt32Bits(real) : value;
}
