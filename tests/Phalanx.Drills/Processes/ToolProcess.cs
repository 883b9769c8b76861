using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Drills.Processes;

/// <summary>The tool in a process of its own.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly Timer _sampling;
    private long _peak;
    private long _resident;

    /// <summary>Starts it.</summary>
    /// <param name="group">The limit of its memory.</param>
    /// <param name="words">Its command line.</param>
    public ToolProcess(MemoryGroup group, params IReadOnlyList<string> words)
    {
        // A shell makes what it starts in the background ignore Ctrl-C, and so do those that are started by it.
        IReadOnlyList<string> command = group.Within(["env", "--default-signal=INT,HUP,QUIT", "dotnet", Path.Combine(AppContext.BaseDirectory, "phalanx.dll"), .. words]);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
        _sampling = new Timer(_ => Sample(), null, TimeSpan.Zero, TimeSpan.FromSeconds(0.2));
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The most memory that it held at a time, in bytes.</summary>
    public long PeakBytes => Volatile.Read(ref _peak);

    /// <summary>The memory that it held when it was last looked at, in bytes; 0 before that.</summary>
    public long ResidentBytes => Volatile.Read(ref _resident);

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it ended within the time.</returns>
    public bool Wait(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits for its end, however long that takes.</summary>
    public ToolEnd End()
    {
        _process.WaitForExit();
        return new ToolEnd(_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Sends it a signal, such as TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        _sampling.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Reads what it holds, and the high-water mark that the kernel keeps.</summary>
    private void Sample()
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{_process.Id}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    Volatile.Write(ref _peak, Bytes(line));
                }
                else if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                {
                    Volatile.Write(ref _resident, Bytes(line));
                }
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // It has ended, or there is no such file on this system.
        }

        static long Bytes(string line) => long.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
