using System.Diagnostics;
using System.Globalization;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Workers;

/// <summary>What the slots of a worker share.</summary>
internal sealed class WorkerBench : IDisposable
{
    private readonly WorkerOptions _options;
    private readonly string _scratch;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Action<string> _log;
    private readonly string? _shared;

    public WorkerBench(WorkerOptions options, string worker, HubLink link, HubTerms terms, Action<string> log)
    {
        (_options, Link, Terms, _log) = (options, link, terms, log);
        _shared = options.Folder is { } folder ? SharedFolder.Find(folder, worker) : null;
        _scratch = Path.Combine(options.Scratch, worker);
        Inputs = new WorkerInputs(this);
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

    /// <summary>The files that cells' settings name.</summary>
    public WorkerInputs Inputs { get; }

    /// <summary>How many threads train a cell.</summary>
    public int Threads => _options.Threads;

    /// <summary>Where runs lie while they are trained: the disk that must have space for them.</summary>
    public string Disk => _shared ?? _scratch;

    /// <summary>Where settings lie, and the files that they name beside them.</summary>
    public string Scratch => _scratch;

    /// <summary>Whether runs are trained in the hub's own folder, and nothing is sent.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>What lies in the hub's folder as this machine sees it; null where it does not see it.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public string? Nonce => _shared is null ? null : SharedFolder.NonceOf(_shared);

    /// <summary>Whether the worker is about to end.</summary>
    public bool IsEnding { get; set; }

    /// <summary>How long a slot waits before it tries to reach the hub again.</summary>
    public TimeSpan RetryPause => TimeSpan.FromSeconds(Math.Min(Terms.ReportSeconds, 5));

    /// <summary>The run directory of a cell here.</summary>
    public string FolderOf(CellOrder order) => AttemptOf(order, order.Epoch) ?? Path.Combine(_scratch, NameOf(order));

    /// <summary>The file of its settings for the slot.</summary>
    public string SettingsOf(CellOrder order) => Path.Combine(_scratch, $"{NameOf(order)}.yaml");

    /// <summary>An attempt at a cell in the hub's folder; null where this machine does not see it.</summary>
    public string? AttemptOf(CellOrder order, long number) =>
        _shared is null ? null : AttemptFolders.PathOf(Path.Combine(_shared, order.Study), order.Cell, number);

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

    /// <summary>Deletes what is left of a cell here. In the hub's folder the hub alone knows what is of no use any more.</summary>
    public void Delete(CellOrder order)
    {
        try
        {
            string folder = FolderOf(order);
            if (!IsShared && Directory.Exists(folder))
            {
                FileWriting.DeleteFolder(folder);
            }

            FileWriting.DeleteFile(SettingsOf(order));
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

    private static string NameOf(CellOrder order) => string.Create(CultureInfo.InvariantCulture, $"{order.Study}-{order.Cell}-{order.Epoch}");

    /// <summary>Deletes the worker's scratch folder.</summary>
    public void Dispose()
    {
        _wake.Dispose();
        Inputs.Dispose();
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
