using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Drills.Fuzzing;

/// <summary>Ends the process when a case never ends: nothing else can end a reader that hangs. The case is kept.</summary>
internal sealed class CaseWatch : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _done = new();
    private readonly Lock _gate = new();
    private (string Name, byte[] Content, long Since)? _running;

    public CaseWatch() => new Thread(Watch) { IsBackground = true }.Start();

    /// <summary>Begins a case.</summary>
    public void Begin(string name, byte[] content)
    {
        lock (_gate)
        {
            _running = (name, content, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Ends it.</summary>
    public void End()
    {
        lock (_gate)
        {
            _running = null;
        }
    }

    /// <summary>Keeps a case, so that it can become a test.</summary>
    /// <returns>The file.</returns>
    public static string Keep(string name, byte[] content)
    {
        string path = Path.Combine(Path.GetTempPath(), $"phalanx-fuzz-{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}");
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _done.Set();

    private void Watch()
    {
        while (!_done.Wait(TimeSpan.FromSeconds(1)))
        {
            lock (_gate)
            {
                if (_running is { } running && Stopwatch.GetElapsedTime(running.Since) > Patience)
                {
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{running.Name} has not ended after {Patience.TotalSeconds} s; it is kept as {Keep(running.Name, running.Content)}"));
                    Environment.Exit(1);
                }
            }
        }
    }
}
