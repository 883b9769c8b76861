using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class GatherTests
{
    private const int TableRows = 7;

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_are_gathered_and_scattered_as_loops_do_it(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("gather");
        foreach (int width in RandomData.Lengths)
        {
            const int count = 11;
            float[] table = RandomData.Uniform(TableRows * width, ref stream);
            float[] rows = RandomData.Uniform(count * width, ref stream);
            float[] scales = RandomData.Uniform(count, ref stream);
            int[] indices = new int[count];
            foreach (ref int index in indices.AsSpan())
            {
                index = stream.NextInt(-1, TableRows);
            }

            foreach (float[] factors in (float[][])[[], scales])
            {
                double[] taken = new double[rows.Length];
                double[] scattered = Array.ConvertAll(table, value => (double)value);
                for (int i = 0; i < count; i++)
                {
                    for (int j = 0; indices[i] >= 0 && j < width; j++)
                    {
                        double factor = factors.Length == 0 ? 1 : factors[i];
                        taken[(i * width) + j] = factor * table[(indices[i] * width) + j];
                        scattered[(indices[i] * width) + j] += factor * rows[(i * width) + j];
                    }
                }

                float[] gathered = [.. rows];
                kernels.GatherRows(table, width, indices, gathered, accumulate: false, factors);
                RandomData.AssertClose(taken, gathered, 1e-6, "gathered");
                gathered = [.. rows];
                kernels.GatherRows(table, width, indices, gathered, accumulate: true, factors);
                RandomData.AssertClose([.. taken.Select((t, i) => t + rows[i])], gathered, 1e-6, "added");
                float[] target = [.. table];
                kernels.ScatterRows(rows, width, indices, target, factors);
                RandomData.AssertClose(scattered, target, 3e-6, "scattered");
            }
        }
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(TableRows)]
    public void An_index_outside_of_the_table_is_refused(int index)
    {
        float[] table = new float[TableRows * 3];
        Assert.Throws<ArgumentException>(() => Kernels<float>.Best.GatherRows(table, 3, [index], new float[3], accumulate: false));
        Assert.Throws<ArgumentException>(() => Kernels<float>.Best.ScatterRows(new float[3], 3, [index], table));
    }
}
