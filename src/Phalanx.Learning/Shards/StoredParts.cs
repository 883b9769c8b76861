using System.Numerics;
using Phalanx.Learning.Episodes;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>The stored parts of episodes that make up a shard, read field by field.</summary>
internal readonly struct StoredParts
{
    private readonly Batch _batch;
    private readonly EpisodeLayout _layout;

    public StoredParts(Batch batch, EpisodeLayout layout, int shard)
    {
        (_batch, _layout) = (batch, layout);
        (FirstPlace, Count) = batch.PlacesOf(shard);
        for (int i = 0; i < Count; i++)
        {
            Batch.Part part = this[i];
            Steps = Math.Max(Steps, part.Length);
            Slots = Math.Max(Slots, part.Terminated ? part.Length : part.Length + 1);
        }
    }

    /// <summary>The place of the first in the batch.</summary>
    public int FirstPlace { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The steps of the longest.</summary>
    public int Steps { get; }

    /// <summary>The slots that the networks evaluate.</summary>
    public int Slots { get; }

    /// <summary>One of them.</summary>
    public Batch.Part this[int index] => _batch[FirstPlace + index];

    /// <summary>A field of real numbers or factors, as <see cref="Read{T}"/> says.</summary>
    public Tensor<float> Read(Tape<float> tape, SlotField<float> field) => Read(tape.Arena, field);

    /// <summary>A field of indices, as <see cref="Read{T}"/> says.</summary>
    public Tensor<int> Read(Tape<float> tape, SlotField<int> field) => Read(tape.Indices, field);

    /// <summary>
    /// A field, [slots, parts x rows, columns] or [steps, parts x rows, columns], with its padding value beyond the end of shorter parts.
    /// One that is not stored has no columns.
    /// </summary>
    private Tensor<T> Read<T>(Arena<T> arena, SlotField<T> field)
        where T : unmanaged, INumberBase<T>
    {
        int length = field.PerStep ? Steps : Slots;
        (int rows, int columns) = field.ShapeIn(_layout);
        Tensor<T> values = arena.RentZeroed((length, Count * rows, columns));
        if (columns == 0)
        {
            return values;
        }

        if (field.PaddingValue != 0)
        {
            values.Span.Fill(T.CreateChecked(field.PaddingValue));
        }

        for (int i = 0; i < Count; i++)
        {
            Batch.Part part = this[i];
            int held = Math.Min(length, field.SlotsIn(part.Length));
            if (Count == 1)
            {
                // The slots of a single part are contiguous in the replay and in the tensor.
                part.Episode.Read(field, part.First, values.Span[..(held * rows * columns)]);
                continue;
            }

            var target = new SlotsOf<T>(values, Count, i);
            for (int slot = 0; slot < held; slot++)
            {
                part.Episode.Read(field, part.First + slot, target[slot]);
            }
        }

        return values;
    }
}
