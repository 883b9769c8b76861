using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class MemoryLimitTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public MemoryLimitTests() => _root.Write("proc/meminfo", "MemTotal:        2000000 kB\nMemFree: 1 kB\n");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Without_a_container_it_is_the_machine_s() => Assert.Equal(new MemoryLimit(2_048_000_000, false), MemoryLimit.Read(_root.Path));

    [Fact]
    public void Of_version_2_the_lowest_on_the_way_to_the_root_counts()
    {
        _root.Write("proc/self/cgroup", "0::/slice/run\n");
        _root.Write("sys/fs/cgroup/slice/run/memory.max", "max\n");
        _root.Write("sys/fs/cgroup/slice/memory.max", "500000000\n");
        Assert.Equal(new MemoryLimit(500_000_000, true), MemoryLimit.Read(_root.Path));
        _root.Write("sys/fs/cgroup/slice/run/memory.max", "300000000\n");
        Assert.Equal(new MemoryLimit(300_000_000, true), MemoryLimit.Read(_root.Path));
    }

    [Fact]
    public void Of_version_1_the_line_of_memory_counts_and_its_largest_number_is_no_limit()
    {
        _root.Write("proc/self/cgroup", "9:cpu:/other\n4:memory:/docker/abc\n0::/\n");
        _root.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Assert.False(MemoryLimit.Read(_root.Path).OfContainer);
        _root.Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "400000000\n");
        Assert.Equal(new MemoryLimit(400_000_000, true), MemoryLimit.Read(_root.Path));
    }

    [Fact]
    public void Inside_a_container_the_limit_is_at_the_top()
    {
        _root.Write("proc/self/cgroup", "0::/docker/of-the-outside\n");
        _root.Write("sys/fs/cgroup/memory.max", "700000000\n");
        Assert.Equal(new MemoryLimit(700_000_000, true), MemoryLimit.Read(_root.Path));
    }

    [Fact]
    public void This_process_has_a_limit() => Assert.InRange(MemoryLimit.Current.Bytes, 1 << 28, long.MaxValue);
}
