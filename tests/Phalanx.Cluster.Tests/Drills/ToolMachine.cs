using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>The tool as a process that stands for a machine: it is killed, stopped and continued like one.</summary>
internal sealed class ToolMachine : IDisposable
{
    private const string Joined = " works for the hub";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">What it does.</param>
    /// <param name="network">The network that it is in; null for that of the tests.</param>
    /// <param name="environment">Variables.</param>
    public ToolMachine(string folder, string arguments, string? network = null, params (string Name, string Value)[] environment)
    {
        // It hears every signal, also where the tests themselves run in the background and ignore some.
        string command = $"--default-signal=INT,HUP,QUIT dotnet \"{Path.Combine(AppContext.BaseDirectory, "phalanx.dll")}\" {arguments}";
        ProcessStartInfo start = network is null ? new ProcessStartInfo("env", command) : new ProcessStartInfo("ip", $"netns exec {network} env {command}");
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, folder);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has said.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>What it is called at the hub.</summary>
    public string Worker => _lines.First(line => line.Contains(Joined, StringComparison.Ordinal)).Split(' ')[0];

    /// <summary>The processes that it has started.</summary>
    public IReadOnlyList<int> Children
    {
        get
        {
            string path = $"/proc/{_process.Id}/task/{_process.Id}/children";
            string[] direct = File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] others = [.. Directory.GetDirectories($"/proc/{_process.Id}/task").Where(task => !task.EndsWith($"/{_process.Id}", StringComparison.Ordinal))
                .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            return [.. direct.Concat(others).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>Its own processor time so far, without that of what it has started.</summary>
    public TimeSpan ProcessorTime => ProcessorTimeOf(_process.Id);

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Whether it works for a hub.</summary>
    public bool HasJoined => Output.Contains(Joined, StringComparison.Ordinal);

    /// <summary>Sends it a signal.</summary>
    public void Signal(string name) => Signal(_process.Id, name);

    /// <summary>Sends a process a signal.</summary>
    public static void Signal(int process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>It stands still, with all that it has started.</summary>
    public void Freeze()
    {
        IReadOnlyList<int> children = Children;
        Signal("STOP");
        foreach (int child in children)
        {
            Signal(child, "STOP");
        }
    }

    /// <summary>Power goes: the machine's process and all that it has started.</summary>
    public void Kill()
    {
        IReadOnlyList<int> children = Children;
        Signal("KILL");
        foreach (int child in children)
        {
            Signal(child, "KILL");
        }

        _process.WaitForExit();
    }

    /// <summary>Kills the machine's process alone; what it has started lives on.</summary>
    public void KillAgent()
    {
        Signal("KILL");
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    /// <summary>Whether a process has ended.</summary>
    public static bool IsGone(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')')..].StartsWith(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The processor time of a process so far.</summary>
    public static TimeSpan ProcessorTimeOf(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.TotalProcessorTime;
    }

    /// <summary>Waits for its end.</summary>
    public int End(TimeSpan? time = null)
    {
        Assert.True(_process.WaitForExit(time ?? TimeSpan.FromSeconds(30)), $"it does not end: {Output}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signal("CONT");
            Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
