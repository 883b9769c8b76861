using System.Globalization;

namespace Phalanx.Drills.Processes;

/// <summary>
/// A group of processes under a limit of memory, as that of a container: a control group of Linux, of either version. Where this process may not make one,
/// there is no limit, and <see cref="Limit"/> tells so.
/// </summary>
internal sealed class MemoryGroup : IDisposable
{
    private readonly string? _folder;

    private MemoryGroup(string? folder, long? limit) => (_folder, Limit) = (folder, limit);

    /// <summary>The most bytes that its processes may take together; null where it could not be set.</summary>
    public long? Limit { get; }

    /// <summary>No limit.</summary>
    public static MemoryGroup None => new(null, null);

    /// <summary>Makes a group, or none where that is not allowed.</summary>
    public static MemoryGroup Of(long limit)
    {
        string name = $"phalanx-drill-{Environment.ProcessId}";
        foreach ((string parent, string file) in (ReadOnlySpan<(string, string)>)[("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")])
        {
            if (!Directory.Exists(parent))
            {
                continue;
            }

            string folder = Path.Combine(parent, name);
            try
            {
                Directory.CreateDirectory(folder);
                if (File.Exists(Path.Combine(folder, file)))
                {
                    File.WriteAllText(Path.Combine(folder, file), limit.ToString(CultureInfo.InvariantCulture));
                    return new MemoryGroup(folder, limit);
                }

                Directory.Delete(folder);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Not allowed here; the next one is tried.
            }
        }

        return new MemoryGroup(null, null);
    }

    /// <summary>The words of a command line that runs another one within the group from its start on: the runtime asks for its limits only then.</summary>
    public IReadOnlyList<string> Within(IReadOnlyList<string> words) => _folder is null
        ? words
        : ["/bin/sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", _folder, .. words];

    public void Dispose()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder); // its files are no files; it goes when no process is in it
        }
    }
}
