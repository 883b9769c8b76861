using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// What a byte of an episode costs on its way from one process to another: on each side a copy and the checksum that records carry, and mutual TLS by the keys
/// of a cluster over the loopback of this machine. Both sides are in this process, so its processor time is that of both.
/// </summary>
internal static class TransportCost
{
    private const int Part = 1 << 20;
    private const int Parts = 96;
    private const int WarmParts = 16;

    /// <summary>Seconds of processor time a byte.</summary>
    public static async Task<double> Measure(CancellationToken cancellation)
    {
        string folder = FileWriting.CreateTemporaryFolder("phalanx-bench-").FullName;
        try
        {
            ClusterKey.Make(folder);
            using var hub = ClusterKey.ReadHub(Path.Combine(folder, ClusterKey.HubFile));
            using var worker = ClusterKey.ReadWorker(Path.Combine(folder, ClusterKey.WorkerFile));
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            Task<TcpClient> accepted = listener.AcceptTcpClientAsync(cancellation).AsTask();
            using var socket = new TcpClient();
            await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellation).ConfigureAwait(false);
            using TcpClient other = await accepted.ConfigureAwait(false);
            using var sending = new SslStream(socket.GetStream(), false, (_, certificate, _, _) => worker.Accepts(certificate as X509Certificate2));
            using var receiving = new SslStream(other.GetStream(), false, (_, certificate, _, _) => hub.Accepts(certificate as X509Certificate2));
            await Task.WhenAll(
                sending.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "phalanx", ClientCertificates = [worker.Own] }, cancellation),
                receiving.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = hub.Own, ClientCertificateRequired = true }, cancellation))
                .ConfigureAwait(false);
            await Carry(sending, receiving, WarmParts, cancellation).ConfigureAwait(false);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            await Carry(sending, receiving, Parts, cancellation).ConfigureAwait(false);
            return (Environment.CpuUsage.TotalTime - before).TotalSeconds / ((double)Part * Parts);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Carry(SslStream sending, SslStream receiving, int parts, CancellationToken cancellation)
    {
        byte[] record = new byte[Part];
        Random.Shared.NextBytes(record);
        Task sent = Task.Run(
            async () =>
            {
                byte[] outgoing = new byte[Part];
                for (int part = 0; part < parts; part++)
                {
                    record.CopyTo(outgoing, 0);
                    _ = Checksum.Of(outgoing);
                    await sending.WriteAsync(outgoing, cancellation).ConfigureAwait(false);
                }
            },
            cancellation);
        byte[] incoming = ArrayPool<byte>.Shared.Rent(Part);
        byte[] stored = new byte[Part];
        for (int part = 0; part < parts; part++)
        {
            await receiving.ReadExactlyAsync(incoming.AsMemory(0, Part), cancellation).ConfigureAwait(false);
            _ = Checksum.Of(incoming.AsSpan(0, Part));
            incoming.AsSpan(0, Part).CopyTo(stored);
        }

        ArrayPool<byte>.Shared.Return(incoming);
        await sent.ConfigureAwait(false);
    }
}
