using System.Globalization;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Two networks on this machine with a cable between them, which lets packets vanish when a drill wants it.</summary>
internal sealed class TwoNetworks : IDisposable
{
    /// <summary>What a drill with networks asks the machine for.</summary>
    public const string Needed = "ip link help 2>&1 | grep -q veth && unshare --net true";

    private const string WorkersAddress = "10.231.73.2";

    // Nothing on the cable listens to it.
    private const string WrongNeighbour = "02:00:00:00:00:99";

    private readonly List<string> _made = [];

    public TwoNetworks()
    {
        Add(Hubs);
        Add(Workers);
        Shell.Run("ip", "link", "add", Cable, "netns", Hubs, "type", "veth", "peer", "name", Cable, "netns", Workers);
        Raise(Hubs, HubsAddress);
        Raise(Workers, WorkersAddress);
    }

    /// <summary>The network of the hub.</summary>
    public string Hubs { get; } = string.Create(CultureInfo.InvariantCulture, $"phalanx-hub-{Environment.ProcessId}");

    /// <summary>The other one.</summary>
    public string Workers { get; } = string.Create(CultureInfo.InvariantCulture, $"phalanx-worker-{Environment.ProcessId}");

    /// <summary>The hub's address in both.</summary>
    public static string HubsAddress => "10.231.73.1";

    private static string Cable => "cable";

    /// <summary>From now on every packet between the two is lost, and neither side is told.</summary>
    public void Cut()
    {
        Shell.Run("ip", "-n", Hubs, "neigh", "replace", WorkersAddress, "lladdr", WrongNeighbour, "dev", Cable, "nud", "permanent");
        Shell.Run("ip", "-n", Workers, "neigh", "replace", HubsAddress, "lladdr", WrongNeighbour, "dev", Cable, "nud", "permanent");
    }

    /// <summary>From now on none is.</summary>
    public void Mend()
    {
        Shell.Run("ip", "-n", Hubs, "neigh", "del", WorkersAddress, "dev", Cable);
        Shell.Run("ip", "-n", Workers, "neigh", "del", HubsAddress, "dev", Cable);
    }

    public void Dispose() => _made.ForEach(network => Shell.Run("ip", "netns", "delete", network));

    private void Add(string network)
    {
        Shell.Run("ip", "netns", "add", network);
        _made.Add(network);
    }

    private static void Raise(string network, string address)
    {
        Shell.Run("ip", "-n", network, "address", "add", $"{address}/24", "dev", Cable);
        Shell.Run("ip", "-n", network, "link", "set", Cable, "up");
        Shell.Run("ip", "-n", network, "link", "set", "lo", "up");
    }
}
