using System.Net;
using System.Net.Sockets;

namespace Phalanx.StarCraft.Client;

/// <summary>A port of this machine where nothing listens. Another program may take it before the game does; the game then ends, and is started anew.</summary>
internal static class FreePort
{
    /// <summary>Finds one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
