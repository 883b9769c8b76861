using System.Numerics;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;

namespace Phalanx.Learning.Losses;

/// <summary>
/// Notes of the values that a method regresses and of what it regresses them on: the largest |Q|, the mean gap |Q - y| over the real transitions, and
/// whether all of them are finite. They are for the metrics and for faults; nothing is learned from them. Both tensors are there already, so a note is a
/// pass over a number or two of each transition. Without notes on the shard, nothing is done.
/// </summary>
public static class NotedValues
{
    /// <summary>Values and their targets, [steps, episodes] or [steps, episodes x agents].</summary>
    public static void NoteValues<T>(this Shard<T> shard, Tensor<T> values, Tensor<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Note(shard, shard.Mask.Span, (values, 1), (targets, 1));

    /// <summary>The same for one time step, [1, episodes x agents].</summary>
    public static void NoteValuesAt<T>(this Shard<T> shard, int step, Tensor<T> values, Tensor<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Note(shard, shard.Mask.Slice(step, 1).Span, (values, 1), (targets, 1));

    /// <summary>Samples of distributions and of their targets, with an axis of samples behind the others; the gap is that of the means.</summary>
    public static void NoteSamples<T>(this Shard<T> shard, Tensor<T> samples, Tensor<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Note(shard, shard.Mask.Span, (samples, samples.Shape.Last), (targets, targets.Shape.Last));

    /// <summary>Values that a method has besides those that it notes with their targets: only the largest counts.</summary>
    public static void NoteOthers<T>(this Shard<T> shard, Tensor<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => shard.NoteValues(values, values);

    private static void Note<T>(Shard<T> shard, ReadOnlySpan<T> mask, Sampled<T> values, Sampled<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shard.Notes is not { } notes)
        {
            return;
        }

        int width = values.Count / mask.Length;
        T largest = T.Zero;
        double gap = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] == T.Zero)
            {
                continue;
            }

            double weight = double.CreateChecked(mask[i]);
            for (int at = i * width; at < (i + 1) * width; at++)
            {
                gap += weight * Math.Abs(values.Mean(at, ref largest) - targets.Mean(at));
            }
        }

        notes.Note(double.CreateChecked(largest), gap / (shard.BatchTransitions * width));
        if (!double.IsFinite(gap))
        {
            NoteFault(notes, "regression target", targets);
            NoteFault(notes, "value of the actions taken", values);
        }
    }

    private static void NoteFault<T>(ShardNotes<T> notes, string tensor, Sampled<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NonFinite numbers = NonFinite.Count(values.All);
        if (numbers.Any)
        {
            notes.Note(tensor, numbers);
        }
    }

    /// <summary>Numbers of which some in a row belong together.</summary>
    private readonly ref struct Sampled<T>(ReadOnlySpan<T> all, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> All { get; } = all;

        public int Count => All.Length / samples;

        public static implicit operator Sampled<T>((Tensor<T> All, int Samples) of) => new(of.All.Span, of.Samples);

        public double Mean(int at)
        {
            T unused = T.Zero;
            return Mean(at, ref unused);
        }

        public double Mean(int at, ref T largest)
        {
            double sum = 0;
            foreach (T value in All.Slice(at * samples, samples))
            {
                T size = T.Abs(value);
                largest = size > largest ? size : largest;
                sum += double.CreateChecked(value);
            }

            return sum / samples;
        }
    }
}
