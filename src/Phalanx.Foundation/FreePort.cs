using System.Net;
using System.Net.Sockets;

namespace Phalanx.Foundation;

/// <summary>A port of this machine where nothing listens. Another program may take it before it is used, so its user must be ready for that.</summary>
public static class FreePort
{
    /// <summary>Finds one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
