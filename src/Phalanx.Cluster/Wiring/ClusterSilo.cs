using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Networking.Shared;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>The engine at an address, alone in its cluster: that of a hub of studies, and that of a trainer whose rounds are played elsewhere.</summary>
internal static class ClusterSilo
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="listen">The address that others dial.</param>
    /// <param name="key">The hub's key.</param>
    /// <param name="log">The file of the engine's warnings; null for none.</param>
    /// <param name="messageBytes">The largest message.</param>
    /// <param name="services">Adds what its grains are facades of.</param>
    public static IHost Build(IPEndPoint listen, ClusterKey key, string? log, int messageBytes, Action<IServiceCollection> services)
    {
        HostApplicationBuilder builder = QuietHost.Create(log);
        services(builder.Services);
        int siloPort = FreePort.Find();
        builder.UseOrleans(silo =>
        {
            silo.UseDevelopmentClustering(new IPEndPoint(listen.Address, siloPort));
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (key.Cluster, "phalanx"));
            silo.Configure<EndpointOptions>(endpoint =>
            {
                // What is advertised must be what workers dial, or they connect and never begin.
                endpoint.AdvertisedIPAddress = listen.Address;
                endpoint.SiloPort = siloPort;
                endpoint.GatewayPort = listen.Port;
                endpoint.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, siloPort);
                endpoint.GatewayListeningEndpoint = listen;
            });
            silo.Configure<SiloMessagingOptions>(messages => messages.MaxMessageBodySize = messageBytes);
            silo.Configure<SocketConnectionOptions>(ClusterTls.Configure);
            silo.AddIncomingGrainCallFilter<SentenceFilter>();
            silo.UseTls(tls => ClusterTls.Configure(tls, key));
        });
        return builder.Build();
    }

    /// <summary>Stops one: calls that are being answered are. What does not end in time ends with the process.</summary>
    public static async Task Stop(IHost host)
    {
        using (var patience = new CancellationTokenSource(StopTime))
        {
            try
            {
                await host.StopAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // What is left of it ends with the process.
            }
        }

        host.Dispose();
    }

    /// <summary>Refuses an address that cannot be listened on, and one that is every address.</summary>
    /// <exception cref="UserErrorException">It is one of these.</exception>
    public static void ThrowIfCannotListen(IPEndPoint listen)
    {
        if (listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any))
        {
            throw new UserErrorException($"a hub does not listen on {listen.Address}; name the address that workers use, because no other one will reach it");
        }

        // The engine would share a port with another hub of this user, and each would get some of the calls.
        try
        {
            using var probe = new TcpListener(listen);
            probe.Start();
        }
        catch (SocketException failure)
        {
            ThrowIfTaken(listen, failure);
        }
    }

    /// <summary>Tells of an address that cannot be listened on; does nothing where another thing failed.</summary>
    /// <exception cref="UserErrorException">It cannot.</exception>
    public static void ThrowIfTaken(IPEndPoint listen, Exception failure)
    {
        if (failure.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable } socket)
        {
            string reason = socket.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program does" : "this machine has no such address";
            throw new UserErrorException($"the hub cannot listen on {listen}: {reason}", failure);
        }
    }
}
