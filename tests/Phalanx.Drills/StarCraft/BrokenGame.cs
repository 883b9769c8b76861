using System.Diagnostics;
using Phalanx.StarCraft.Client;
using Phalanx.Testing;

namespace Phalanx.Drills.StarCraft;

/// <summary>Two games, one of which breaks once.</summary>
internal sealed class BrokenGame
{
    private const int MostEpisodes = 20;
    private const int LatestMessage = 80;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // An answer that never comes is waited for so long.
    private static readonly StarCraftSettings Settings = new() { RequestTimeout = 1, LaunchTimeout = 10 };

    private readonly ScriptedFault _fault;
    private readonly int _start;
    private readonly ScriptedServer _server;

    public BrokenGame(FaultKind kind, Random random)
    {
        _fault = new ScriptedFault(kind, random.Next(LatestMessage));
        _start = random.Next(2);
        _server = new ScriptedServer(random.Next(2) == 0 ? "3m" : "2s3z") { FaultOf = start => start == _start ? _fault : default };
    }

    /// <summary>How many restarts were counted.</summary>
    public int Restarts { get; private set; }

    /// <summary>How many lines were told.</summary>
    public int Lines { get; private set; }

    /// <summary>How many battles ended without a reward and without a statistic.</summary>
    public int Lost { get; private set; }

    /// <summary>The longest time from one step to the next, in seconds.</summary>
    public double Longest { get; private set; }

    /// <summary>Plays until it has broken, and two battles more.</summary>
    /// <returns>What should not have happened; null for nothing.</returns>
    public string? Play()
    {
        var played = Task.Run(PlayEpisodes);
        try
        {
            return played.Wait(Patience) ? FailureOf() : $"it hangs: nothing came within {Patience.TotalSeconds} s";
        }
        catch (AggregateException failure)
        {
            return $"it ended by {failure.InnerException!.GetType().Name}: {failure.InnerException.Message}";
        }
    }

    public override string ToString() => $"game {_start} with {_fault.Kind} at message {_fault.Message}";

    private void PlayEpisodes()
    {
        using StarCraftBatch batch = Testing.Play.Batch(_server, 2, Settings, _ => Lines++);
        float[] statistics = new float[batch.Spec.Statistics.Count];
        long since = Stopwatch.GetTimestamp();
        for ((ulong episode, int left) = (0, 2); left > 0 && episode < MostEpisodes; episode++)
        {
            Testing.Play.Episodes(batch, episode, (environment, result) =>
            {
                Longest = Math.Max(Longest, Stopwatch.GetElapsedTime(since).TotalSeconds);
                since = Stopwatch.GetTimestamp();
                batch.WriteStatistics([environment], statistics);
                Lost += result is { Ended: true, Reward: 0 } && statistics.AsSpan(0, statistics.Length - 1).IndexOfAnyExcept(0f) < 0 ? 1 : 0;
            });
            left -= HasBroken ? 1 : 0;
        }

        Restarts = (int)Testing.Play.Restarts(batch).Sum();
    }

    private bool HasBroken => _fault.Kind == FaultKind.EarlyExit ? _server.Started > _start : _server.Hosts.Any(host => host.Faulted);

    private string? FailureOf()
    {
        int expected = _fault.Loses ? 1 : 0;
        return !HasBroken ? "it never broke"
            : Restarts != expected ? $"{Restarts} restarts were counted, and {expected} was due"
            : Lines != expected ? $"{Lines} lines were told, and {expected} was due"
            : Lost > expected ? $"{Lost} battles were lost, and {expected} at most"
            : _server.Hosts.Any(host => !host.IsDisposed) ? "a game was left running"
            : null;
    }
}
