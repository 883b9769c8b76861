using System.Globalization;
using System.Net;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Guarding;

/// <summary>Where the dashboard listens.</summary>
/// <param name="Address">The address of this machine.</param>
/// <param name="Port">The port; 0 for any free one.</param>
public sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>The port where none is named.</summary>
    public const int DefaultPort = 6010;

    /// <summary>Where it listens unless it is told otherwise: to this machine alone.</summary>
    public static ListenAddress Default { get; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Whether it listens at every address of the machine.</summary>
    internal bool IsWildcard => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    /// <summary>The page's address for a browser on this machine.</summary>
    public Uri Url
    {
        get
        {
            IPAddress reached = Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Address;
            return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{new IPEndPoint(reached, Port)}/"));
        }
    }

    /// <summary>Reads <c>127.0.0.1:6010</c>, <c>localhost:6010</c>, <c>[::1]:6010</c>, an address alone or a port alone.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UserErrorException">It is none of these.</exception>
    public static ListenAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string numeric = text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1{text["localhost".Length..]}" : text;
        if (ushort.TryParse(numeric, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return new ListenAddress(IPAddress.Loopback, port);
        }

        if (IPAddress.TryParse(numeric, out IPAddress? address) && !numeric.StartsWith('['))
        {
            return new ListenAddress(address, DefaultPort);
        }

        // Without a colon at the end this type would take port 0.
        return IPEndPoint.TryParse(numeric, out IPEndPoint? place) && numeric.LastIndexOf(':') > numeric.LastIndexOf(']')
            ? new ListenAddress(place.Address, place.Port)
            : throw new UserErrorException($"'{text}' is no address to listen at; allowed is an address of this machine with a port, such as 127.0.0.1:6010");
    }

    /// <inheritdoc/>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
