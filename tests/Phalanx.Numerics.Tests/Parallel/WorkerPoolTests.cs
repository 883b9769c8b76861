using System.Globalization;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Tests.Parallel;

public class WorkerPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<int> Workers => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Workers))]
    public void Every_shard_is_done_once_and_each_worker_sees_them_ascend(int workers)
    {
        using var pool = new WorkerPool(workers);
        foreach (int shards in (int[])[0, 1, 2, 3, 7, 500])
        {
            int[] done = new int[shards];
            int[] last = [.. Enumerable.Repeat(-1, workers)];
            bool ascending = true;
            pool.Run(shards, new Work((shard, worker) =>
            {
                Interlocked.Increment(ref done[shard]);
                ascending &= last[worker] < shard;
                last[worker] = shard;
            }));
            Assert.All(done, count => Assert.Equal(1, count));
            Assert.True(ascending);
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Every_worker_begins_with_the_shard_of_its_number_however_late_it_wakes(int workers)
    {
        using var pool = new WorkerPool(workers);
        int[] first = new int[workers];
        for (int round = 0; round < 20; round++)
        {
            Array.Fill(first, -1);
            pool.Run(workers + 3, new Work((shard, worker) => first[worker] = first[worker] < 0 ? shard : first[worker]));
            Assert.Equal(Enumerable.Range(0, workers), first);
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void All_workers_take_part_again_after_they_fell_asleep(int workers)
    {
        using var pool = new WorkerPool(workers);
        using var meeting = new Barrier(workers);
        bool[] met = new bool[workers];
        for (int round = 0; round < 3; round++)
        {
            // A single shard wakes no other worker, and takes longer than the others spin.
            double sum = 0;
            pool.Run(1, new Work((_, worker) =>
            {
                Assert.Equal(0, worker);
                for (int i = 0; i < 3_000_000; i++)
                {
                    sum += Math.Sqrt(i);
                }
            }));
            Assert.True(sum > 0);

            // As many shards as workers that all wait for one another: none of them can be missing.
            pool.Run(workers, new Work((_, worker) => met[worker] = meeting.SignalAndWait(Patience)));
            Assert.All(met, Assert.True);
            Array.Clear(met);
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void The_first_exception_by_shard_surfaces_and_the_pool_goes_on(int workers)
    {
        using var pool = new WorkerPool(workers);
        for (int trial = 0; trial < 100; trial++)
        {
            int first = trial % 8;
            var thrown = Assert.Throws<ArithmeticException>(() => pool.Run(20, new Work((shard, _) =>
            {
                if (shard == first || shard > first + 1)
                {
                    throw new ArithmeticException($"shard {shard}");
                }
            })));
            Assert.Equal($"shard {first}", thrown.Message);
            Assert.Contains(nameof(The_first_exception_by_shard_surfaces_and_the_pool_goes_on), thrown.StackTrace!, StringComparison.Ordinal);

            int done = 0;
            pool.Run(20, new Work((_, _) => Interlocked.Increment(ref done)));
            Assert.Equal(20, done);
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void A_run_within_a_run_is_refused(int workers)
    {
        using var pool = new WorkerPool(workers);
        var nothing = new Work((_, _) => { });
        Assert.Throws<InvalidOperationException>(() => pool.Run(3, new Work((_, _) => pool.Run(1, nothing))));
        Assert.Throws<InvalidOperationException>(() => pool.Run(3, new Work((_, _) => pool.Dispose())));
        pool.Run(3, nothing);
    }

    [Fact]
    public void Workers_are_named_background_threads_of_the_invariant_culture()
    {
        using var pool = new WorkerPool(3);
        using var meeting = new Barrier(3);
        var seen = new (string? Name, bool IsBackground, CultureInfo Culture)[3];
        pool.Run(3, new Work((_, worker) =>
        {
            Thread thread = Thread.CurrentThread;
            seen[worker] = (thread.Name, thread.IsBackground, CultureInfo.CurrentCulture);
            Assert.True(meeting.SignalAndWait(Patience));
        }));
        Assert.Equal(("Phalanx worker 1", true, CultureInfo.InvariantCulture), seen[1]);
        Assert.Equal(("Phalanx worker 2", true, CultureInfo.InvariantCulture), seen[2]);
    }

    [Fact]
    public void A_pool_that_was_disposed_of_ends_its_threads_and_refuses_work()
    {
        Thread? thread = null;
        var pool = new WorkerPool(2);
        using var meeting = new Barrier(2);
        pool.Run(2, new Work((_, worker) =>
        {
            thread = worker == 1 ? Thread.CurrentThread : thread;
            Assert.True(meeting.SignalAndWait(Patience));
        }));
        pool.Dispose();
        pool.Dispose();
        Assert.False(thread!.IsAlive);
        Assert.Throws<ObjectDisposedException>(() => pool.Run(1, new Work((_, _) => { })));
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));
        using var pool = new WorkerPool(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Run(-1, new Work((_, _) => { })));
    }

    private sealed class Work(Action<int, int> action) : IShardWork
    {
        public void Run(int shard, int worker) => action(shard, worker);
    }
}
