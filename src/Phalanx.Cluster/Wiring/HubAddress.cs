using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>Addresses as users write them.</summary>
public static class HubAddress
{
    /// <summary>The port of a hub that is given none.</summary>
    public const int DefaultPort = 7300;

    /// <summary>A host, and a port or the default one: <c>node1:7300</c>, <c>10.0.0.5</c>, <c>[::1]:7300</c>.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static (string Host, int Port) Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        int colon = address.LastIndexOf(':');
        bool bracketed = address.StartsWith('[') && colon > address.IndexOf(']', StringComparison.Ordinal);
        bool hasPort = bracketed || (colon > 0 && address.IndexOf(':', StringComparison.Ordinal) == colon);
        string host = (hasPort ? address[..colon] : address).Trim('[', ']');
        int port = DefaultPort;
        bool known = host.Length > 0 && Uri.CheckHostName(host) != UriHostNameType.Unknown
            && (!hasPort || int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port))
            && port is > 0 and < 65536;
        return known
            ? (host, port)
            : throw new UserErrorException($"'{address}' is no address of a hub; it has the form ADDRESS:PORT, such as 10.0.0.5:{DefaultPort}");
    }

    /// <summary>An address to listen on, which must be one of this machine's.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static IPEndPoint Listening(string address)
    {
        (string host, int port) = Parse(address);
        try
        {
            return new IPEndPoint(IPAddress.TryParse(host, out IPAddress? given) ? given : Dns.GetHostAddresses(host, AddressFamily.InterNetwork)[0], port);
        }
        catch (Exception failure) when (failure is SocketException or IndexOutOfRangeException)
        {
            throw new UserErrorException($"'{host}' is no address of this machine", failure);
        }
    }
}
