using FsCheck;
using FsCheck.Fluent;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Tests.Parallel;

public class ShardReductionTests
{
    // Summed in another order, these give another sum in single precision.
    private static readonly float[] Values = [1e8f, 1, -1e8f, 3, 1e-3f, 7e7f, -7e7f, 0.1f];

    [Fact]
    public void Shards_are_summed_in_their_own_order_and_not_in_that_of_finishing() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, Values.Length)).ToArbitrary(), order =>
        {
            var reduction = new ShardReduction<float>(OneParameter(), workers: 4);
            reduction.Begin(Values.Length);
            for (int shard = 0; shard < Values.Length; shard++)
            {
                reduction.Take(shard).Values.Fill(Values[shard]);
            }

            foreach (int shard in order)
            {
                reduction.Return(shard);
            }

            float expected = Values.Aggregate((sum, value) => sum + value);
            return reduction.Total.Values.ToArray().All(sum => sum == expected);
        }));

    [Fact]
    public void A_buffer_is_zero_when_it_is_taken_and_a_total_starts_anew()
    {
        var reduction = new ShardReduction<float>(OneParameter(), workers: 1);
        for (int round = 0; round < 2; round++)
        {
            reduction.Begin(2);
            for (int shard = 0; shard < 2; shard++)
            {
                Gradients<float> gradients = reduction.Take(shard);
                Assert.All(gradients.Values.ToArray(), value => Assert.Equal(0, value));
                gradients.Values.Fill(5);
                reduction.Return(shard);
            }

            Assert.All(reduction.Total.Values.ToArray(), value => Assert.Equal(10, value));
        }

        reduction.Begin(0);
        Assert.All(reduction.Total.Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_thread_that_finds_no_buffer_waits_until_the_turn_moves_on()
    {
        var reduction = new ShardReduction<float>(OneParameter(), workers: 2);
        reduction.Begin(reduction.Buffers + 1);
        for (int shard = 0; shard < reduction.Buffers; shard++)
        {
            reduction.Take(shard).Values.Fill(1);
        }

        Thread late = Waiting(reduction, reduction.Buffers);
        for (int shard = reduction.Buffers - 1; shard > 0; shard--)
        {
            reduction.Return(shard);
        }

        Assert.True(late.IsAlive);
        reduction.Return(0);
        late.Join();
        Assert.All(reduction.Total.Values.ToArray(), value => Assert.Equal(reduction.Buffers, value));
    }

    [Fact]
    public void The_last_buffer_is_kept_for_the_shard_whose_turn_it_is()
    {
        var reduction = new ShardReduction<float>(OneParameter(), workers: 2);
        reduction.Begin(reduction.Buffers + 1);
        for (int shard = 1; shard < reduction.Buffers; shard++)
        {
            _ = reduction.Take(shard);
            reduction.Return(shard);
        }

        Thread late = Waiting(reduction, reduction.Buffers);
        Assert.True(late.IsAlive);
        _ = reduction.Take(0);
        reduction.Return(0);
        late.Join();
        reduction.Begin(1);
    }

    [Fact]
    public void Shards_that_are_out_of_place_are_refused()
    {
        var reduction = new ShardReduction<float>(OneParameter(), workers: 2);
        reduction.Begin(2);
        Assert.Throws<InvalidOperationException>(() => reduction.Take(2));
        Assert.Throws<InvalidOperationException>(() => reduction.Return(0));
        _ = reduction.Take(0);
        Assert.Throws<InvalidOperationException>(() => reduction.Take(0));
        Assert.Throws<InvalidOperationException>(() => reduction.Begin(2));
        reduction.Return(0);
        Assert.Throws<InvalidOperationException>(() => reduction.Take(0));
        Assert.Throws<InvalidOperationException>(() => reduction.Return(0));
    }

    /// <summary>A thread that takes and returns a shard, once it sleeps or is done.</summary>
    private static Thread Waiting(ShardReduction<float> reduction, int shard)
    {
        var thread = new Thread(() =>
        {
            _ = reduction.Take(shard);
            reduction.Return(shard);
        })
        {
            IsBackground = true,
        };
        thread.Start();
        Assert.True(SpinWait.SpinUntil(
            () => !thread.IsAlive || thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(60)));
        return thread;
    }

    private static ParameterSet<float> OneParameter()
    {
        var set = new ParameterSet<float>();
        set.Declare("w", 19, Initialiser.Zeros);
        return set;
    }
}
