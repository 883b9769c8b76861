using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels.Recurrent;

public class GruKernelTests
{
    private static readonly int[] Widths = [1, 2, 7, 8, 9, 15, 16, 17, 31, 33];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Gates_agree_with_the_equations_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        var stream = new RandomStream(1, StreamPurpose.Named("gru-kernel"), 0);
        foreach (int hidden in Widths)
        {
            foreach ((int rows, bool zeroState) in ((int, bool)[])[(0, false), (1, false), (3, true), (5, false)])
            {
                float[] input = Draw(rows * 3 * hidden, ref stream);
                float[] state = Draw((zeroState ? 1 : rows) * 3 * hidden, ref stream);
                float[] previous = zeroState ? [] : Draw(rows * hidden, ref stream);
                float[] next = new float[rows * hidden];
                float[] kept = new float[rows * 4 * hidden];
                kernels.GruGates(input, state, previous, next, kept, hidden);

                float[] gradient = Draw(rows * hidden, ref stream);
                float[] before = zeroState ? [] : Draw(rows * hidden, ref stream);
                float[] beforeAtStart = [.. before];
                float[] byInput = new float[rows * 3 * hidden];
                float[] byState = new float[rows * 3 * hidden];
                kernels.GruGatesBackward(kept, previous, gradient, byInput, byState, before, hidden);

                for (int row = 0; row < rows; row++)
                {
                    for (int j = 0; j < hidden; j++)
                    {
                        float I(int gate) => input[(row * 3 * hidden) + (gate * hidden) + j];
                        float S(int gate) => state[(zeroState ? 0 : row * 3 * hidden) + (gate * hidden) + j];
                        double r = Sigmoid(I(0) + S(0));
                        double z = Sigmoid(I(1) + S(1));
                        double n = Math.Tanh(I(2) + (r * S(2)));
                        double old = zeroState ? 0 : previous[(row * hidden) + j];
                        double dh = gradient[(row * hidden) + j];
                        double dn = dh * (1 - z) * (1 - (n * n));
                        double dr = dn * S(2) * r * (1 - r);
                        double dz = dh * (old - n) * z * (1 - z);
                        Near(((1 - z) * n) + (z * old), next[(row * hidden) + j]);
                        double[] byInputs = [dr, dz, dn];
                        double[] byStates = [dr, dz, dn * r];
                        for (int gate = 0; gate < 3; gate++)
                        {
                            Near(byInputs[gate], byInput[(row * 3 * hidden) + (gate * hidden) + j]);
                            Near(byStates[gate], byState[(row * 3 * hidden) + (gate * hidden) + j]);
                        }

                        if (!zeroState)
                        {
                            Near(beforeAtStart[(row * hidden) + j] + (dh * z), before[(row * hidden) + j]);
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Column_sums_agree_with_sums_in_double_precision(SimdLevel level)
    {
        var stream = new RandomStream(2, StreamPurpose.Named("gru-kernel"), 0);
        foreach (int columns in (int[])[.. Widths, 64, 65, 200])
        {
            float[] matrix = Draw(13 * columns, ref stream);
            float[] sums = Draw(columns, ref stream);
            double[] expected = [.. Enumerable.Range(0, columns).Select(j => sums[j] + Enumerable.Range(0, 13).Sum(i => (double)matrix[(i * columns) + j]))];
            Kernels<float>.At(level).AddColumnSums(matrix, columns, sums);
            for (int j = 0; j < columns; j++)
            {
                Near(expected[j], sums[j]);
            }
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 2e-6);

    private static float[] Draw(int count, ref RandomStream stream)
    {
        float[] values = new float[count];
        stream.FillUniform(values, -2, 2);
        return values;
    }
}
