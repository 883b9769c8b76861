using System.Net;
using System.Net.Sockets;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Carries connections to another address, as a router that maps ports does.</summary>
internal sealed class TcpForwarder : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;

    public TcpForwarder(IPEndPoint target)
    {
        _target = target;
        _listener.Start();
        _ = Accept();
    }

    /// <summary>The address that it is dialled at.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        while (true)
        {
            try
            {
                _ = Carry(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Carry(TcpClient client)
    {
        using TcpClient near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_target);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (SocketException)
        {
            // Nothing is there to connect to: the other side is told by the end of its connection.
        }
    }
}
