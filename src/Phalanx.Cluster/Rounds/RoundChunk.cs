namespace Phalanx.Cluster.Rounds;

/// <summary>Some episodes of a round next to each other, which are given to one player at a time, or to two when the first is slow.</summary>
/// <param name="first">The place of the first episode.</param>
/// <param name="count">How many.</param>
/// <param name="atHome">Whether the trainer's machine must play them, because they are watched there.</param>
internal sealed class RoundChunk(int first, int count, bool atHome)
{
    /// <summary>The place of the first episode.</summary>
    public int First => first;

    /// <summary>How many episodes.</summary>
    public int Count => count;

    /// <summary>Whether the trainer's machine must play them.</summary>
    public bool AtHome => atHome;

    /// <summary>How many of them are not there yet.</summary>
    public int Missing { get; set; }

    /// <summary>How often they could not be played.</summary>
    public int Failures { get; private set; }

    /// <summary>Who has them, and since when.</summary>
    public List<(string Player, TimeSpan Since)> Leases { get; } = [];

    /// <summary>Who could not play them.</summary>
    public HashSet<string> FailedOn { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>The same history for a part of the episodes.</summary>
    public RoundChunk Part(int place, int episodes) => new(place, episodes, AtHome) { Failures = Failures, FailedOn = FailedOn };

    /// <summary>Whether a player has them.</summary>
    public bool IsHeldBy(string player) => Leases.Exists(lease => lease.Player == player);

    /// <summary>A player does not have them any more.</summary>
    /// <returns>Whether it had.</returns>
    public bool Release(string player) => Leases.RemoveAll(lease => lease.Player == player) > 0;

    /// <summary>A player could not play them.</summary>
    public void Fail(string player)
    {
        Failures++;
        FailedOn.Add(player);
    }
}
