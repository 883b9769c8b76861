using Phalanx.Foundation;

namespace Phalanx.Numerics.Tests.Tensors;

public class LinearRecurrenceTests
{
    [Fact]
    public void Every_row_begins_behind_its_own_last_slot()
    {
        double[] factors = [2, 3, 5, 7, 11, 13];
        double[] terms = [1, 10, 100, 1000, 10000, 100000];
        double[] result = new double[6];
        LinearRecurrence.Backward<double>(factors, terms, [4, 6], [3, 1], result);
        Assert.Equal([(2 * ((3 * 120) + 10)) + 1, (3 * 120) + 10, (5 * 4) + 100, (7 * 6) + 1000, 0, 0], result);
    }

    [Fact]
    public void It_agrees_with_the_definition_and_may_overwrite_its_terms()
    {
        var stream = new RandomStream(3, StreamPurpose.Named("recurrence"), 0);
        for (int trial = 0; trial < 50; trial++)
        {
            int rows = stream.NextInt(4);
            int time = stream.NextInt(6);
            int width = stream.NextInt(4);
            double[] factors = Uniform(rows * time * width, ref stream);
            double[] terms = Uniform(rows * time * width, ref stream);
            double[] start = Uniform(rows * width, ref stream);
            int[] lengths = new int[rows];
            for (int r = 0; r < rows; r++)
            {
                lengths[r] = width == 0 ? 0 : stream.NextInt(time + 1);
            }

            double[] result = [.. terms];
            LinearRecurrence.Backward<double>(factors, result, start, lengths, result);
            for (int i = 0; i < result.Length; i++)
            {
                (int r, int t, int c) = (i / (time * width), i / width % time, i % width);
                double next = t + 1 < lengths[r] ? result[i + width] : start[(r * width) + c];
                Assert.Equal(t < lengths[r] ? (factors[i] * next) + terms[i] : 0, result[i]);
            }
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LinearRecurrence.Backward<double>(new double[6], new double[6], new double[2], [4, 1], new double[6]));
        Assert.Throws<ArgumentException>(() => LinearRecurrence.Backward<double>(new double[6], new double[6], new double[2], [-1, 1], new double[6]));
        Assert.Throws<ArgumentException>(() => LinearRecurrence.Backward<double>(new double[5], new double[6], new double[2], [3, 1], new double[6]));
    }

    private static double[] Uniform(int count, ref RandomStream stream)
    {
        double[] values = new double[count];
        stream.FillUniform(values, -1, 1);
        return values;
    }
}
