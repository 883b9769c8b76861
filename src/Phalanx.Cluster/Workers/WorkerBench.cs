using System.Diagnostics;
using System.Globalization;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Workers;

/// <summary>What the slots of a worker share.</summary>
internal sealed class WorkerBench : IDisposable
{
    private readonly WorkerOptions _options;
    private readonly string _scratch;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Action<string> _log;

    public WorkerBench(WorkerOptions options, string worker, HubLink link, HubTerms terms, Action<string> log)
    {
        (_options, Link, Terms, _log) = (options, link, terms, log);
        _scratch = Path.Combine(options.Scratch, worker);
        try
        {
            Directory.CreateDirectory(_scratch);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot make the scratch folder '{_scratch}'", failure);
        }
    }

    /// <summary>The way to the hub.</summary>
    public HubLink Link { get; }

    /// <summary>What the hub asks of workers.</summary>
    public HubTerms Terms { get; }

    /// <summary>How many threads train a cell.</summary>
    public int Threads => _options.Threads;

    /// <summary>Where runs lie while they are trained.</summary>
    public string Scratch => _scratch;

    /// <summary>Whether the worker is about to end.</summary>
    public bool IsEnding { get; set; }

    /// <summary>How long a slot waits before it tries to reach the hub again.</summary>
    public TimeSpan RetryPause => TimeSpan.FromSeconds(Math.Min(Terms.ReportSeconds, 5));

    /// <summary>The run directory of a cell here.</summary>
    public string FolderOf(CellOrder order) => Path.Combine(_scratch, string.Create(CultureInfo.InvariantCulture, $"{order.Study}-{order.Cell}-{order.Epoch}"));

    /// <summary>Starts a child process at the register width that the hub asks for.</summary>
    public SlotProcess StartProcess()
    {
        ProcessStartInfo start = _options.Program();
        if (Terms.Simd is { } simd)
        {
            start.Environment["PHALANX_SIMD"] = simd;
        }

        return SlotProcess.Start(start);
    }

    /// <summary>Deletes what is left of a cell here.</summary>
    public void Delete(CellOrder order)
    {
        try
        {
            string folder = FolderOf(order);
            if (Directory.Exists(folder))
            {
                FileWriting.DeleteFolder(folder);
            }

            FileWriting.DeleteFile($"{folder}.yaml");
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // It goes with the folder of the worker.
        }
    }

    /// <summary>A slot has news: the next report goes out at once.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake, or has ended.
        }
    }

    /// <summary>Waits until a slot has news, or for a time.</summary>
    public Task Wait(TimeSpan time, CancellationToken cancellation) => _wake.WaitAsync(time, cancellation);

    /// <summary>Tells the user what happens.</summary>
    public void Log(string line) => _log(line);

    /// <summary>Deletes the worker's scratch folder.</summary>
    public void Dispose()
    {
        _wake.Dispose();
        try
        {
            Directory.Delete(_scratch, recursive: true);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // It is scratch, and no other worker has its name.
        }
    }
}
