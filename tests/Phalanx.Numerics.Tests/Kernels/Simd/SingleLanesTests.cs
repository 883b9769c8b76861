using System.Runtime.Intrinsics;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Tests.Kernels.Simd;

/// <summary>The largest lane. Parts of registers are tested with the loops that take them: those of rows whose length is no multiple of a register.</summary>
public class SingleLanesTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void The_largest_lane_is_found_wherever_it_stands(float most)
    {
        for (int place = 0; place < 16; place++)
        {
            float[] lanes = [.. Enumerable.Repeat(-2f, 16)];
            lanes[place] = most;
            Assert.Equal(most, SingleLanes.Largest(Vector512.Create(lanes)));
            Assert.Equal(place < 8 ? most : -2, SingleLanes.Largest(Vector256.Create(lanes)));
            Assert.Equal(place < 4 ? most : -2, SingleLanes.Largest(Vector128.Create(lanes)));
        }
    }
}
