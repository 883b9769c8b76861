using System.Net;
using System.Net.Sockets;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Ports of this machine that no program listens on.</summary>
internal static class FreePorts
{
    /// <summary>One of them.</summary>
    public static int Next()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
