namespace Phalanx.Environments.Tests;

public sealed class BuffersTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void The_first_number_that_is_not_finite_is_found_at_every_place(float bad)
    {
        for (int place = 0; place < 40; place++)
        {
            float[] values = [.. Enumerable.Repeat(float.MaxValue, 40)];
            values[place] = bad;
            values[^1] = bad;

            Assert.Equal(place, Buffers.IndexOfNonFinite(values));
        }
    }

    [Fact]
    public void Finite_numbers_are_not_reported()
    {
        Assert.Equal(-1, Buffers.IndexOfNonFinite([]));
        Assert.Equal(-1, Buffers.IndexOfNonFinite([.. Enumerable.Repeat(-1e38f, 37)]));
    }
}
