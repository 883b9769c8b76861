using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class LayoutTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Two_axes_change_places(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("transpose");
        foreach (int inner in (int[])[1, 2, 17])
        {
            foreach ((int outer, int first, int middle, int second) in
                ((int, int, int, int)[])[(1, 33, 1, 17), (2, 5, 3, 9), (3, 1, 2, 4), (2, 0, 2, 3)])
            {
                float[] x = RandomData.Uniform(outer * first * middle * second * inner, ref stream);
                float[] start = RandomData.Uniform(x.Length, ref stream);
                float[] plain = [.. start];
                kernels.TransposeAxes(x, outer, first, middle, second, inner, plain, accumulate: false);
                float[] added = [.. start];
                kernels.TransposeAxes(x, outer, first, middle, second, inner, added, accumulate: true);
                for (int place = 0; place < x.Length; place++)
                {
                    int k = place % inner;
                    int j = place / inner % second;
                    int m = place / inner / second % middle;
                    int i = place / inner / second / middle % first;
                    int o = place / inner / second / middle / first;
                    int to = (((((((o * second) + j) * middle) + m) * first) + i) * inner) + k;
                    Assert.Equal(x[place], plain[to]);
                    Assert.Equal(x[place] + start[to], added[to]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Runs_are_copied_and_what_lies_between_is_left_alone(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("runs");
        foreach (int length in (int[])[0, .. RandomData.Lengths])
        {
            float[] source = RandomData.Uniform(4 * (length + 2), ref stream);
            float[] start = RandomData.Uniform(4 * (length + 3), ref stream);
            foreach (bool accumulate in (bool[])[false, true])
            {
                float[] target = [.. start];
                kernels.CopyRuns(source, length + 2, target, length + 3, 4, length, accumulate);
                for (int i = 0; i < target.Length; i++)
                {
                    (int run, int place) = Math.DivRem(i, length + 3);
                    float copied = place < length ? source[(run * (length + 2)) + place] : 0;
                    Assert.Equal(place < length && !accumulate ? copied : start[i] + copied, target[i]);
                }
            }
        }
    }

    [Fact]
    public void A_target_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => Kernels<float>.Best.CopyRuns(new float[9], 3, new float[8], 3, 3, 3, accumulate: false));
}
