using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

/// <summary>
/// Sizes whose product is a multiple of 2^32: in 32 bits it would be 0 and agree with an empty operand, and the kernel would read or
/// write memory that is not its own.
/// </summary>
public class RefusedSizesTests
{
    private const int Half = 1 << 16;

    private static readonly float[] Elements = new float[Half];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_that_are_not_there_are_refused(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        Assert.Throws<ArgumentException>(() => kernels.RowSums([], Half, Elements));
        Assert.Throws<ArgumentException>(() => kernels.RowExtremes([], [], Half, 1, Elements, default));
        Assert.Throws<ArgumentException>(() => kernels.RowArgMax([], [], Half, new int[Half]));
        Assert.Throws<ArgumentException>(() => kernels.LogSumExp([], [], Half, Elements));
        Assert.Throws<ArgumentException>(() => kernels.GatherRows([], Half, new int[Half], [], accumulate: false));
        Assert.Throws<ArgumentException>(() => kernels.ScatterRows([], Half, new int[Half], []));
        Assert.Throws<ArgumentException>(() => kernels.Repeat([], new AxisSplit(Half, 1, Half), 1, [], accumulate: false));
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Matrices_that_are_not_there_are_refused(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        Assert.Throws<ArgumentException>(() =>
            kernels.MultiplyBatched(new BatchSpan<float>([], Half, Half, 0), new BatchSpan<float>([], Half, 0, 1), []));
        Assert.ThrowsAny<ArgumentException>(() => new BatchSpan<float>(Elements, -1, -Half, 1).Count);
        Assert.Throws<OverflowException>(() => new BatchSpan<float>([], Half << 8, Half << 8, Half << 8).Count);
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Attention_among_entries_that_are_not_there_is_refused(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        var shape = new AttentionShape(Half, 1, Half, 1, 1);
        Assert.Throws<OverflowException>(() => kernels.HeadScores(shape, Elements, [], []));
        Assert.Throws<OverflowException>(() => kernels.MaskedWeights(shape, 1, [], []));
        Assert.Throws<OverflowException>(() => kernels.CombineEntries(shape, [], [], Elements));
        Assert.Throws<OverflowException>(() => kernels.CombineQueries(shape, [], Elements, []));
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_of_no_width_or_less_are_refused_where_they_would_be_counted_by_it(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        foreach (int width in (int[])[0, -1])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => kernels.GruGates([], [], [], Elements, [], width));
            Assert.Throws<ArgumentOutOfRangeException>(() => kernels.GruGatesBackward([], [], Elements, [], [], [], width));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => kernels.Softmax(Elements, [], -1, Elements));
    }
}
