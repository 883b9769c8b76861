using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class AttentionTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Products_of_heads_agree_with_sums_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("heads");
        for (int trial = 0; trial < 60; trial++)
        {
            AttentionShape shape = Draw(ref stream);
            float[] queries = RandomData.Uniform(shape.QueryCount, ref stream);
            float[] entries = RandomData.Uniform(shape.EntryCount, ref stream);
            float[] weights = RandomData.Uniform(shape.WeightCount, ref stream);
            float[] scores = [.. weights];
            kernels.HeadScores(shape, queries, entries, scores);
            float[] newQueries = [.. queries];
            kernels.CombineEntries(shape, weights, entries, newQueries);
            float[] addedQueries = [.. queries];
            kernels.CombineEntries(shape, weights, entries, addedQueries, accumulate: true);
            float[] newEntries = [.. entries];
            kernels.CombineQueries(shape, weights, queries, newEntries);
            float[] addedEntries = [.. entries];
            kernels.CombineQueries(shape, weights, queries, addedEntries, accumulate: true);

            double[] expectedScores = new double[weights.Length];
            double[] expectedQueries = new double[queries.Length];
            double[] expectedEntries = new double[entries.Length];
            ForEach(shape, (w, q, e) =>
            {
                expectedScores[w] += (double)queries[q] * entries[e];
                expectedQueries[q] += (double)weights[w] * entries[e];
                expectedEntries[e] += (double)weights[w] * queries[q];
            });
            RandomData.AssertClose(expectedScores, scores, 4e-6, $"scores of {shape}");
            RandomData.AssertClose(expectedQueries, newQueries, 4e-6, $"queries of {shape}");
            RandomData.AssertClose(expectedEntries, newEntries, 4e-6, $"entries of {shape}");
            RandomData.AssertClose([.. expectedQueries.Zip(queries, (a, b) => a + b)], addedQueries, 4e-6, $"added queries of {shape}");
            RandomData.AssertClose([.. expectedEntries.Zip(entries, (a, b) => a + b)], addedEntries, 4e-6, $"added entries of {shape}");
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Weights_agree_with_loops_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("masked-weights");
        const float scale = 3;
        for (int trial = 0; trial < 60; trial++)
        {
            AttentionShape shape = Draw(ref stream);
            float[] hidden = RandomData.Bits(shape.MaskCount, trial % 3 * 0.5, ref stream);
            float[] scores = RandomData.Uniform(shape.WeightCount, ref stream);
            float[] weights = [.. scores];
            kernels.MaskedWeights(shape, scale, hidden, weights);

            for (int row = 0; row < shape.Batch * shape.Heads * shape.Queries; row++)
            {
                int first = row * shape.Entries;
                int maskRow = (row / (shape.Heads * shape.Queries) * shape.Queries) + (row % shape.Queries);
                double[] raw = new double[shape.Entries];
                for (int j = 0; j < shape.Entries; j++)
                {
                    raw[j] = hidden[(maskRow * shape.Entries) + j] == 1 ? 0 : Math.Exp(scale * (double)scores[first + j]);
                }

                double sum = raw.Sum();
                double[] expected = [.. raw.Select(v => sum == 0 ? 0 : v / sum)];
                RandomData.AssertClose(expected, weights.AsSpan(first, shape.Entries), 2e-6, $"weights of {shape}");
                Assert.All(raw.Select((v, j) => (v, j)).Where(x => x.v == 0), x => Assert.Equal(0, weights[first + x.j]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_batch_entry_does_not_depend_on_the_others(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("attention-rows");
        var shape = new AttentionShape(4, 3, 17, 2, 9);
        AttentionShape one = shape with { Batch = 1 };
        float[] queries = RandomData.Uniform(shape.QueryCount, ref stream);
        float[] entries = RandomData.Uniform(shape.EntryCount, ref stream);
        float[] hidden = RandomData.Bits(shape.MaskCount, 0.4, ref stream);
        (float[] whole, float[] wholeBack) = Attend(shape, queries, entries, hidden);
        for (int b = 0; b < shape.Batch; b++)
        {
            (float[] part, float[] partBack) = Attend(
                one,
                queries.AsSpan(b * one.QueryCount, one.QueryCount),
                entries.AsSpan(b * one.EntryCount, one.EntryCount),
                hidden.AsSpan(b * one.MaskCount, one.MaskCount));
            Assert.Equal(whole.AsSpan(b * one.QueryCount, one.QueryCount).ToArray(), part);
            Assert.Equal(wholeBack.AsSpan(b * one.EntryCount, one.EntryCount).ToArray(), partBack);
        }

        (float[] Output, float[] Back) Attend(AttentionShape s, ReadOnlySpan<float> q, ReadOnlySpan<float> e, ReadOnlySpan<float> mask)
        {
            float[] weights = new float[s.WeightCount];
            float[] output = new float[s.QueryCount];
            float[] back = new float[s.EntryCount];
            kernels.HeadScores(s, q, e, weights);
            kernels.MaskedWeights(s, 1, mask, weights);
            kernels.CombineEntries(s, weights, e, output);
            kernels.CombineQueries(s, weights, output, back);
            return (output, back);
        }
    }

    private static AttentionShape Draw(ref RandomStream stream) =>
        new(stream.NextInt(3), 1 + stream.NextInt(4), RandomData.Length(ref stream), 1 + stream.NextInt(3), RandomData.Length(ref stream));

    private static void ForEach(AttentionShape shape, Action<int, int, int> visit)
    {
        for (int w = 0; w < shape.WeightCount; w++)
        {
            int j = w % shape.Entries;
            int i = w / shape.Entries % shape.Queries;
            int h = w / (shape.Entries * shape.Queries) % shape.Heads;
            int b = w / (shape.Entries * shape.Queries * shape.Heads);
            for (int c = 0; c < shape.Width; c++)
            {
                int feature = (h * shape.Width) + c;
                visit(w, (((b * shape.Queries) + i) * shape.Features) + feature, (((b * shape.Entries) + j) * shape.Features) + feature);
            }
        }
    }
}
