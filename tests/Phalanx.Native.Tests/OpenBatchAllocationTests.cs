using Phalanx.Environments;

namespace Phalanx.Native.Tests;

public sealed class OpenBatchAllocationTests
{
    private const int Count = 200; // more than fit on the stack

    [Theory]
    [InlineData("predator-prey", 4, true)]
    [InlineData("predator-prey", 4, false)]
    [InlineData("battle/3m", 1, true)]
    [InlineData("battle/3m", 1, false)]
    public void Steps_and_views_allocate_nothing(string name, int action, bool masks)
    {
        using OpenBatch batch = Catalog.Make(name, null, Count);
        EnvironmentSpec spec = batch.Spec;
        int[] which = [.. Enumerable.Range(0, Count).Reverse()];
        int[] actions = [.. Enumerable.Repeat(action, Count * spec.Agents)];
        double[] rewards = new double[Count];
        byte[] ended = new byte[Count];
        float[] observations = new float[Count * spec.Agents * spec.ObservationSize];
        float[] entities = new float[Count * (spec.Entities?.Count ?? 0) * (spec.Entities?.Width ?? 0)];
        bool[] available = masks ? new bool[Count * spec.Agents * spec.Actions.Count] : [];
        batch.Reset(which, new ulong[Count]);
        Step();
        Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 5; step++)
        {
            Step();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            batch.Step(which, new JointAction(actions), rewards, ended);
            batch.Write(which, new ViewBuffers { Observations = observations, Available = available, Entities = entities });
        }
    }
}
