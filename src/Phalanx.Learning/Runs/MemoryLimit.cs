using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>How much memory this process may take: as much as its container allows, or as the machine has.</summary>
/// <param name="Bytes">The limit.</param>
/// <param name="OfContainer">Whether a container sets it, and not the machine.</param>
/// <remarks>
/// On Linux the limit is that of the control groups that the process lies in, of their version 2 (<c>memory.max</c>) or 1 (<c>memory.limit_in_bytes</c>), the
/// lowest on the way to the root.
/// </remarks>
public sealed record MemoryLimit(long Bytes, bool OfContainer)
{
    // Version 1 says so where there is no limit: the largest multiple of a page.
    private const long NoLimit = 1L << 60;

    /// <summary>The limit of this process.</summary>
    public static MemoryLimit Current => Read("/");

    /// <summary>The same in words, as the end of a sentence.</summary>
    public override string ToString() => OfContainer ? $"the container allows {ByteCount.InWords(Bytes)}" : $"the machine has {ByteCount.InWords(Bytes)}";

    /// <summary>Reads it from the files of a system.</summary>
    /// <param name="root">The folder in which <c>proc</c> and <c>sys</c> lie.</param>
    internal static MemoryLimit Read(string root)
    {
        long machine = MachineBytes(root) ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        long container = Lines(Path.Combine(root, "proc/self/cgroup")).SelectMany(line => LimitsOf(root, line)).DefaultIfEmpty(long.MaxValue).Min();
        return container < Math.Min(machine, NoLimit) ? new MemoryLimit(container, true) : new MemoryLimit(machine, false);
    }

    /// <summary>The limits of a group and of those above it, by a line of <c>/proc/self/cgroup</c>.</summary>
    private static IEnumerable<long> LimitsOf(string root, string line)
    {
        if (line.Split(':', 3) is not [string number, string kinds, string group])
        {
            yield break;
        }

        bool second = number == "0" && kinds.Length == 0;
        if (!second && !kinds.Split(',').Contains("memory"))
        {
            yield break;
        }

        string folder = Path.Combine(root, second ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
        string file = second ? "memory.max" : "memory.limit_in_bytes";

        // Inside a container the name may be that outside, of which nothing is mounted; then the limit is at the top.
        for (string? below = group.Trim('/'); below is not null; below = below.Length == 0 ? null : Path.GetDirectoryName(below) ?? "")
        {
            if (Lines(Path.Combine(folder, below, file)) is [string text, ..]
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
            {
                yield return bytes;
            }
        }
    }

    private static long? MachineBytes(string root)
    {
        const string Name = "MemTotal:";
        string? line = Lines(Path.Combine(root, "proc/meminfo")).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        string? kilobytes = line?[Name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count * 1024 : null;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return [];
        }
    }
}
