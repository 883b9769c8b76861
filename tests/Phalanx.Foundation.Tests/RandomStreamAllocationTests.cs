using System.Runtime.CompilerServices;

namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamAllocationTests
{
    private readonly float[] _singles = new float[16];
    private readonly double[] _doubles = new double[16];
    private readonly int[] _integers = new int[64];

    [Fact]
    public void Drawing_allocates_nothing()
    {
        // Once beforehand, for what the runtime allocates when a method first runs.
        DrawEverything(1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        DrawEverything(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_stream_is_as_small_as_documented() => Assert.Equal(48, Unsafe.SizeOf<RandomStream>());

    private void DrawEverything(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            RandomStream stream = new(RandomStream.DeriveSeed(1, Streams.Rollout, 2), Streams.Rollout, (ulong)round);
            stream.NextUInt64();
            stream.NextSingle();
            stream.NextInt(7);
            stream.NextInt(-3, 4);
            stream.NextUniform(1.0, 2.0);
            stream.NextGumbel();
            stream.Position = 5;
            stream.FillUniform(_singles, 0.0f, 1.0f);
            stream.FillUniform(_doubles, 0.0, 1.0);
            stream.NextCategorical(_singles);
            stream.NextCategorical(_doubles);
            stream.FillNormal(_singles);
            stream.FillNormal(_doubles);
            stream.Shuffle<float>(_singles);
            stream.Permutation(_integers);
            stream.SampleWithoutReplacement(_integers, population: 70);
            stream.SampleWithoutReplacement(_integers, population: 70_000);
        }
    }
}
