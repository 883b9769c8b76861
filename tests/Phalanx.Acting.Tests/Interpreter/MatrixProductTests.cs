namespace Phalanx.Acting.Tests.Interpreter;

public class MatrixProductTests
{
    /// <summary>Both loops, one row or two, give the bits of the definition: a sum in ascending order, each product rounded.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 7, 33)]
    [InlineData(3, 100, 64)]
    [InlineData(5, 31, 130)]
    public void A_product_has_the_bits_of_its_definition(int rows, int inputs, int outputs)
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, rows * inputs).Select(_ => (random.NextSingle() * 2) - 1)];
        float[] weight = [.. Enumerable.Range(0, outputs * inputs).Select(_ => (random.NextSingle() * 2) - 1)];
        float[] bias = [.. Enumerable.Range(0, outputs).Select(_ => random.NextSingle())];
        var matrix = new PackedMatrix(weight, inputs, outputs, bias);
        float[] y = new float[rows * matrix.Stride];
        MatrixProduct.Apply(x, inputs, rows, matrix, y);
        float[] two = new float[2 * matrix.Stride];
        for (int row = 0; row < rows; row++)
        {
            float[] scalar = new float[matrix.Stride];
            MatrixProduct.OneRowScalar(x.AsSpan(row * inputs, inputs), matrix, scalar);
            MatrixProduct.TwoRowsScalar(x.AsSpan(0, inputs), x.AsSpan(row * inputs, inputs), matrix, two);
            for (int output = 0; output < outputs; output++)
            {
                float sum = 0;
                for (int i = 0; i < inputs; i++)
                {
                    sum += x[(row * inputs) + i] * weight[(output * inputs) + i];
                }

                Assert.Equal(sum, scalar[output]);
                Assert.Equal(sum, two[matrix.Stride + output]);
                Assert.Equal(sum + bias[output], y[(row * matrix.Stride) + output]);
            }
        }
    }
}
