using System.Net;

namespace Phalanx.StarCraft.Server;

/// <summary>Where a server listens and whom it serves.</summary>
public sealed record GameServerOptions
{
    /// <summary>More clients than that are no use to one process.</summary>
    public const int MostGames = 256;

    /// <summary>The address, of this machine alone.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = 5000;

    /// <summary>How many clients may play at the same time, each a game of its own. With one, the game stays when its client goes, and the next one finds it as it is.</summary>
    public int Games { get; init; } = 1;

    /// <summary>Whether the server ends when its client goes, even without a word.</summary>
    public bool Once { get; init; }

    /// <summary>In what the game's versions differ.</summary>
    public GameOptions Game { get; init; } = new();
}
