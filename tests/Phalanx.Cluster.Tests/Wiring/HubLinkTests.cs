using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Phalanx.Cluster.Hubs;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Tests.Drills;
using Phalanx.Cluster.Wiring;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;

namespace Phalanx.Cluster.Tests.Wiring;

/// <summary>What a connection says that does not come about.</summary>
public sealed class HubLinkTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly TemporaryFolder _folder = new();
    private readonly ClusterKey _key;

    public HubLinkTests()
    {
        ClusterKey.Make(_folder.Path);
        _key = ClusterKey.ReadWorker(_folder[ClusterKey.WorkerFile]);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_hub_that_is_dialled_at_another_address_than_its_own_is_told_from_one_that_is_not_there()
    {
        var listen = new IPEndPoint(IPAddress.Loopback, FreePort.Find());
        Assert.Contains($"the hub at {listen} cannot be reached", await Failure(listen.ToString()), StringComparison.Ordinal);

        await using ClusterHub hub = await ClusterHub.Start(
            new HubOptions { Listen = listen, Folder = _folder.Path, Studies = _folder["studies"], Cells = _folder["cells"] },
            EnvironmentRegistry.WithBuiltIns(), AlgorithmRegistry.WithBuiltIns(), _ => { });
        using var router = new TcpForwarder(listen);
        Assert.Contains($"the hub at {router.Address} was reached but does not answer", await Failure(router.Address), StringComparison.Ordinal);

        await using var link = new HubLink(listen.ToString(), _key, log: null);
        await link.Connect(TimeSpan.FromSeconds(20));
        Assert.NotNull(await link.Hub(hub => hub.Terms()));
    }

    [Fact]
    public async Task What_speaks_no_TLS_is_no_hub_and_not_one_with_another_key()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var answering = Task.Run(async () =>
        {
            using TcpClient client = await server.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("HTTP/1.0 400 Bad Request\r\n\r\n"u8.ToArray());
        });
        string address = server.LocalEndpoint.ToString()!;
        await using var link = new HubLink(address, _key, log: null);
        HubUnreachableException failure = await Assert.ThrowsAnyAsync<HubUnreachableException>(() => link.Connect(TimeSpan.FromSeconds(20)));
        Assert.Equal($"what answers at {address} is no hub: it does not speak TLS, or another one", failure.Message);
        await answering;
    }

    /// <summary>Each of them has threads and sockets, and a link that connects anew again and again has had many.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_does_not_stop_in_time_is_disposed_all_the_same(bool disposesBadly)
    {
        var client = new Unstoppable(disposesBadly);
        await HubLink.Release(client).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(client.IsDisposed);
    }

    private async Task<string> Failure(string address)
    {
        long began = Stopwatch.GetTimestamp();
        await using var link = new HubLink(address, _key, log: null);
        HubUnreachableException failure = await Assert.ThrowsAsync<HubUnreachableException>(() => link.Connect(Limit)).WaitAsync(4 * Limit);
        Assert.InRange(Stopwatch.GetElapsedTime(began), Limit / 2, 4 * Limit);
        return failure.Message;
    }

    private sealed class Unstoppable(bool disposesBadly) : IHost
    {
        public bool IsDisposed { get; private set; }

        public IServiceProvider Services => throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken = default) => Task.Delay(Timeout.Infinite, cancellationToken);

        public void Dispose()
        {
            IsDisposed = true;
            if (disposesBadly)
            {
                throw new InvalidOperationException("it cannot be disposed");
            }
        }
    }
}
