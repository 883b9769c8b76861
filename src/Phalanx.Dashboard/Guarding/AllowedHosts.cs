using System.Net;

namespace Phalanx.Dashboard.Guarding;

/// <summary>
/// The names under which the dashboard answers. A page elsewhere may make its own name point at this machine (DNS rebinding) and would then read as if it
/// were this page; but its browser still sends that foreign name.
/// </summary>
internal sealed class AllowedHosts(ListenAddress listen)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Whether a request was made to one of them.</summary>
    /// <param name="host">The host of the request without its port.</param>
    public bool Allow(string host)
    {
        if (Loopback.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        if (listen.IsWildcard)
        {
            // A number is no name that could be made to point elsewhere.
            return IPAddress.TryParse(host.Trim('[', ']'), out _) || string.Equals(host, Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);
        }

        return IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && address.Equals(listen.Address);
    }
}
