using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Wiring;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// The hub of a cluster: the one process that owns its studies. It gives cells to workers, keeps what they send, and computes nothing. What it knows is in
/// the folders of its studies, so that it may be ended at any time and started again.
/// </summary>
public sealed class ClusterHub : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HubDesk _desk;
    private readonly Timer _expiry;
    private readonly StudyLock _lock;
    private readonly ClusterKey _key;

    private ClusterHub(IHost host, HubDesk desk, StudyLock held, ClusterKey key, ClusterSettings settings)
    {
        (_host, _desk, _lock, _key) = (host, desk, held, key);
        var often = TimeSpan.FromSeconds(Math.Clamp(settings.LeaseSeconds / 10, 0.1, 1));
        _expiry = new Timer(_ => Expire(), null, often, often);
    }

    /// <summary>Starts a hub, and returns when workers can reach it.</summary>
    /// <param name="options">Where it listens, and where its files are.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="log">Is told what happens, in a line each.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="ExplainedException">The address is not one to listen on, the key or a file cannot be read, or another hub has the studies.</exception>
    public static async Task<ClusterHub> Start(
        HubOptions options, EnvironmentRegistry environments, AlgorithmRegistry algorithms, Action<string> log, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        ClusterSilo.ThrowIfCannotListen(options.Listen);
        var key = ClusterKey.ReadHub(Path.Combine(options.Folder, ClusterKey.HubFile));
        Directory.CreateDirectory(options.Studies);
        var held = StudyLock.Take(options.Studies);
        HubDesk? desk = null;
        try
        {
            desk = new HubDesk(options, environments, algorithms, log);
            HubDesk made = desk;
            IHost host = ClusterSilo.Build(
                options.Listen, key, Path.Combine(options.Folder, "hub.log"), options.Settings.MessageBytes, services => services.AddSingleton(made));
            await host.StartAsync(cancellation).ConfigureAwait(false);
            return new ClusterHub(host, desk, held, key, options.Settings);
        }
        catch (Exception failure)
        {
            desk?.Dispose();
            held.Dispose();
            key.Dispose();
            ClusterSilo.ThrowIfTaken(options.Listen, failure);
            throw;
        }
    }

    /// <summary>How it stands.</summary>
    public HubStatus Status() => _desk.Status();

    /// <summary>Stops the hub: calls that are being answered are, and workers train on and wait for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _expiry.DisposeAsync().ConfigureAwait(false);
        await ClusterSilo.Stop(_host).ConfigureAwait(false);
        _desk.Dispose();
        _lock.Dispose();
        _key.Dispose();
    }

    private void Expire()
    {
        try
        {
            _desk.Expire();
        }
        catch (Exception failure) when (failure is ExplainedException or ObjectDisposedException || FileFailures.IsOne(failure))
        {
            // A disk that is full, which may be that of the hub's own output too: it is tried again, and calls tell of it.
        }
    }
}
