using Orleans.Connections.Security;
using Orleans.Networking.Shared;
using Phalanx.Cluster.Keys;

namespace Phalanx.Cluster.Wiring;

/// <summary>Mutual TLS by pinned certificates: each side accepts exactly the other's, and nothing of a stranger reaches what reads messages.</summary>
internal static class ClusterTls
{
    // A peer that vanished is noticed within half a minute; by default that takes minutes.
    private const int KeepAliveSeconds = 10;
    private const int KeepAliveIntervalSeconds = 5;
    private const int KeepAliveRetries = 3;

    /// <summary>Sets the options of one side.</summary>
    public static void Configure(TlsOptions options, ClusterKey key)
    {
        options.LocalCertificate = key.Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.CheckCertificateRevocation = false;
        options.RemoteCertificateValidation = (certificate, _, _) => key.Accepts(certificate) || key.IsOwn(certificate);
        options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = "phalanx";
    }

    /// <summary>Sets the options of a connection.</summary>
    public static void Configure(SocketConnectionOptions options)
    {
        options.KeepAlive = true;
        options.KeepAliveTimeSeconds = KeepAliveSeconds;
        options.KeepAliveIntervalSeconds = KeepAliveIntervalSeconds;
        options.KeepAliveRetryCount = KeepAliveRetries;
    }
}
