using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Networking.Shared;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>The hub cannot be reached at the moment, or does not answer as it should. The caller tries again later.</summary>
internal class HubUnreachableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What answers has another key: it is no use to try again with this one.</summary>
internal sealed class OtherKeyException(string message, Exception cause) : HubUnreachableException(message, cause);

/// <summary>
/// A connection to a hub, dialled from here: no port is open on this side. One that has gone bad is replaced by a new one, which resolves the hub's name
/// again; the engine's own reconnecting does not always come back.
/// </summary>
internal sealed class HubLink : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(0.5);

    private readonly string _host;
    private readonly int _port;
    private readonly ClusterKey _key;
    private readonly string? _log;
    private readonly TimeSpan _answerLimit;
    private IHost? _client;
    private ConnectionLoss _loss = new();

    /// <param name="address">Host and port, as the user gave them.</param>
    /// <param name="key">The worker's key.</param>
    /// <param name="log">The file of the engine's warnings.</param>
    /// <param name="answerLimit">How long an answer may take.</param>
    public HubLink(string address, ClusterKey key, string? log, TimeSpan? answerLimit = null)
    {
        (_host, _port) = HubAddress.Parse(address);
        (_key, _log, _answerLimit) = (key, log, answerLimit ?? TimeSpan.FromSeconds(30));
    }

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{_host}:{_port}");

    /// <summary>Connects, or connects anew.</summary>
    /// <param name="limit">How long it is tried; half a minute by default.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HubUnreachableException">The hub cannot be reached, or refuses.</exception>
    public async Task Connect(TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        Drop();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit ?? StartLimit);
        IHost? client = null;
        try
        {
            await Handshake(patience.Token).ConfigureAwait(false);
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(_host, patience.Token).ConfigureAwait(false);
            var loss = new ConnectionLoss();
            client = Build([.. addresses.Select(address => new IPEndPoint(address, _port))], loss);

            // Where the hub advertises another address, this never returns by itself.
            await client.StartAsync(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            (_client, _loss) = (client, loss);
        }
        catch (HubUnreachableException)
        {
            throw;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            _ = Release(client);
            throw new HubUnreachableException(await Sentence().ConfigureAwait(false), failure);
        }
        catch
        {
            _ = Release(client);
            throw;
        }
    }

    /// <summary>Calls the hub.</summary>
    /// <exception cref="HubUnreachableException">It did not answer.</exception>
    public Task<T> Hub<T>(Func<IHub, Task<T>> call) => Call(factory => call(factory.GetGrain<IHub>(0)));

    /// <summary>Calls for the files of a cell.</summary>
    /// <exception cref="HubUnreachableException">There was no answer.</exception>
    public Task<T> Files<T>(string study, string cell, Func<ICellFiles, Task<T>> call) => Call(factory => call(factory.GetGrain<ICellFiles>($"{study}/{cell}")));

    /// <summary>Calls for the rounds of a run.</summary>
    /// <exception cref="HubUnreachableException">There was no answer.</exception>
    public Task<T> Rounds<T>(Func<IRounds, Task<T>> call) => Call(factory => call(factory.GetGrain<IRounds>(0)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Drop();
        return ValueTask.CompletedTask;
    }

    private async Task<T> Call<T>(Func<IGrainFactory, Task<T>> call)
    {
        try
        {
            Task loss = _loss.Next;
            IGrainFactory factory = _client?.Services.GetRequiredService<IClusterClient>() ?? throw new HubUnreachableException("there is no connection");
            Task<T> answer = call(factory);
            if (await Task.WhenAny(answer, loss).WaitAsync(_answerLimit + TimeSpan.FromSeconds(5)).ConfigureAwait(false) != answer)
            {
                throw new HubUnreachableException($"the connection to the hub at {Name} was lost");
            }

            return await answer.ConfigureAwait(false);
        }
        catch (HubUnreachableException)
        {
            throw;
        }
#pragma warning disable CA1031 // The engine tells of a lost connection in many ways, and all mean: later.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new HubUnreachableException(FailureSentence.Of(failure), failure);
        }
    }

    private void Drop()
    {
        _ = Release(_client);
        _client = null;
    }

    /// <summary>Lets go of a client; who calls does not wait for it, since one that has gone bad may take minutes.</summary>
    /// <returns>Ends when the client is no more, and never badly.</returns>
    internal static Task Release(IHost? client) => client is null ? Task.CompletedTask : Task.Run(async () =>
    {
        try
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await client.StopAsync(patience.Token).ConfigureAwait(false);
            }
            finally
            {
                client.Dispose(); // one that did not stop in time has its threads and sockets until then
            }
        }
#pragma warning disable CA1031 // It is not used any more.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    });

    private IHost Build(IPEndPoint[] endpoints, ConnectionLoss loss)
    {
        HostApplicationBuilder builder = QuietHost.Create(_log);
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering(endpoints);
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (_key.Cluster, "phalanx"));
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = Refresh);
            client.Configure<ClientMessagingOptions>(messages => (messages.ResponseTimeout, messages.MaxMessageBodySize) = (_answerLimit, Payload.MostBytes));
            client.Configure<SocketConnectionOptions>(ClusterTls.Configure);
            client.AddClusterConnectionLostHandler((_, _) => loss.Happen());
            client.UseConnectionRetryFilter(async (_, cancellation) =>
            {
                await Task.Delay(RetryPause, cancellation).ConfigureAwait(false);
                return true;
            });
            client.UseTls(tls => ClusterTls.Configure(tls, _key));
        });
        return builder.Build();
    }

    /// <summary>Shakes hands once with nothing behind it: the engine does not tell a wrong key from a hub that is away.</summary>
    /// <exception cref="OtherKeyException">What answers has another key.</exception>
    /// <exception cref="HubUnreachableException">What answers is no hub.</exception>
    private async Task Handshake(CancellationToken cancellation)
    {
        while (true)
        {
            bool isOther = false;
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(_host, _port, cancellation).ConfigureAwait(false);
                await using var stream = new SslStream(
                    socket.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => !(isOther = !_key.Accepts(certificate as X509Certificate2)));
                var options = new SslClientAuthenticationOptions { TargetHost = "phalanx", ClientCertificates = [_key.Own] };
                await stream.AuthenticateAsClientAsync(options, cancellation).ConfigureAwait(false);
                return;
            }
            catch (AuthenticationException failure) when (isOther)
            {
                throw new OtherKeyException($"what answers at {Name} has another key: {_key.Cluster} is not its cluster; ask for the worker.key of its hub", failure);
            }
            catch (AuthenticationException failure)
            {
                throw new HubUnreachableException($"what answers at {Name} is no hub: it does not speak TLS, or another one", failure);
            }
            catch (Exception away) when (away is SocketException or IOException)
            {
                await Task.Delay(RetryPause, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What may be wrong: a port that can be reached is another mistake than one that cannot.</summary>
    private async Task<string> Sentence()
    {
        try
        {
            using var socket = new TcpClient();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await socket.ConnectAsync(_host, _port, patience.Token).ConfigureAwait(false);
            return $"the hub at {Name} was reached but does not answer; the key may be of another cluster, or the hub must be started with --listen and the very address that workers use";
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return $"the hub at {Name} cannot be reached; it may not be started, or listen on another address or port";
        }
    }

    /// <summary>
    /// Tells the callers of one client that its connection is gone: what they asked is not answered any more, and the engine would let them wait for their time
    /// limit. A client may connect again by itself.
    /// </summary>
    private sealed class ConnectionLoss
    {
        private TaskCompletionSource _next = New();

        /// <summary>Ends when the connection is lost the next time.</summary>
        public Task Next => Volatile.Read(ref _next).Task;

        public void Happen() => Interlocked.Exchange(ref _next, New()).SetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
