namespace Phalanx.Cluster.Rounds;

/// <summary>What is done with an episode that comes.</summary>
internal enum Arrival
{
    /// <summary>It is the first: it is written down.</summary>
    First,

    /// <summary>Another copy of it is being written down at this moment.</summary>
    Wait,

    /// <summary>It is there already: both must be equal.</summary>
    Second,

    /// <summary>The trainer's machine is playing it, so it is not needed.</summary>
    NotNeeded,
}

/// <summary>
/// Who plays which episodes of one round, and which are there. It knows no clock and no thread: the board that has it holds a lock and tells the time. Every
/// episode is written down once, by whichever player and however often it is played.
/// </summary>
/// <remarks>
/// The trainer's machine writes into the memory of the round while it plays, so what it has taken it alone completes. Chunks of all others may be given out
/// a second time: when their lease is over, or when a player has nothing else to do and they take twice the median of what others took.
/// </remarks>
internal sealed class RoundSheet
{
    /// <summary>What the trainer's own machine is called here.</summary>
    public const string Home = "";

    /// <summary>How often a chunk may fail in all.</summary>
    public const int MostFailures = 3;

    private readonly Stage[] _stages;
    private readonly RoundChunk[] _chunkOf;
    private readonly string[] _playedBy;
    private readonly LinkedList<RoundChunk> _waiting = [];
    private readonly List<RoundChunk> _out = [];
    private readonly ChunkTimes _times;
    private int _done;

    /// <param name="cuts">The chunks, which together are the round.</param>
    /// <param name="times">How long chunks took, from round to round.</param>
    public RoundSheet(IEnumerable<RoundChunk> cuts, ChunkTimes times)
    {
        _times = times;
        RoundChunk[] chunks = [.. cuts];
        int episodes = chunks.Sum(chunk => chunk.Count);
        (_stages, _chunkOf, _playedBy) = (new Stage[episodes], new RoundChunk[episodes], new string[episodes]);
        foreach (RoundChunk chunk in chunks)
        {
            Own(chunk);
            _waiting.AddLast(chunk);
        }
    }

    private enum Stage : byte
    {
        Missing,
        Arriving,
        AtHome,
        Done,
    }

    /// <summary>How many episodes the round has.</summary>
    public int Episodes => _stages.Length;

    /// <summary>Whether all episodes are there.</summary>
    public bool IsOver => _done == Episodes;

    /// <summary>How many episodes were given out more than once.</summary>
    public int GivenTwice { get; private set; }

    /// <summary>Who had what was taken back because it took too long.</summary>
    public HashSet<string> TooSlow { get; } = new(StringComparer.Ordinal);

    /// <summary>Who played an episode that is there.</summary>
    public string PlayedBy(int place) => _playedBy[place];

    /// <summary>Whether a player is to bring an episode that is not there yet.</summary>
    public bool IsAwaited(int place, string player) => _stages[place] is Stage.Missing or Stage.Arriving && _chunkOf[place].IsHeldBy(player);

    /// <summary>The chunks that a player has.</summary>
    public IEnumerable<RoundChunk> HeldBy(string player) => _out.Where(chunk => chunk.IsHeldBy(player));

    /// <summary>Cuts a round into chunks: those that are watched at home by themselves.</summary>
    /// <param name="episodes">How many there are.</param>
    /// <param name="size">The most episodes of a chunk.</param>
    /// <param name="atHome">Whether an episode must be played at home.</param>
    public static IEnumerable<RoundChunk> Cut(int episodes, int size, Func<int, bool> atHome)
    {
        for (int first = 0; first < episodes;)
        {
            bool home = atHome(first);
            int end = first + 1;
            while (end < episodes && end - first < size && atHome(end) == home)
            {
                end++;
            }

            yield return new RoundChunk(first, end - first, home);
            first = end;
        }
    }

    /// <summary>Gives a player episodes to play; null where there are none for it at the moment.</summary>
    /// <param name="player">Who asks.</param>
    /// <param name="now">The time.</param>
    /// <param name="others">The players besides home that are there.</param>
    public RoundChunk? Take(string player, TimeSpan now, IReadOnlyCollection<string> others)
    {
        Expire(now);
        for (LinkedListNode<RoundChunk>? node = _waiting.First; node is not null;)
        {
            LinkedListNode<RoundChunk>? next = node.Next;
            RoundChunk chunk = node.Value;
            if (MayPlay(player, chunk, others))
            {
                _waiting.Remove(node);
                if (IsAllMissing(chunk))
                {
                    return Give(chunk, player, now);
                }

                Put(chunk); // some of it came meanwhile, from a player that had lost it
                next = _waiting.First;
            }

            node = next;
        }

        return _waiting.Count == 0 ? TakeAgain(player, now, others) : null;
    }

    /// <summary>An episode comes.</summary>
    public Arrival Arrive(int place)
    {
        switch (_stages[place])
        {
            case Stage.Missing:
                _stages[place] = Stage.Arriving;
                return Arrival.First;
            case Stage.Arriving:
                return Arrival.Wait;
            case Stage.Done:
                return Arrival.Second;
            default:
                return Arrival.NotNeeded;
        }
    }

    /// <summary>An episode that came first is written down.</summary>
    public void Complete(int place, string player, TimeSpan now)
    {
        (_stages[place], _playedBy[place]) = (Stage.Done, player);
        _done++;
        RoundChunk chunk = _chunkOf[place];
        if (--chunk.Missing > 0)
        {
            return;
        }

        foreach ((string _, TimeSpan since) in chunk.Leases.Where(lease => lease.Player == player))
        {
            _times.Add(now - since, player == Home);
        }

        _out.Remove(chunk);
        _waiting.Remove(chunk);
    }

    /// <summary>An episode that came first could not be written down.</summary>
    public void Reject(int place)
    {
        _stages[place] = Stage.Missing;
        RoundChunk chunk = _chunkOf[place];
        if (!_out.Contains(chunk) && !_waiting.Contains(chunk))
        {
            // What else it had missing was put into other chunks, when this episode was about to be there.
            Put(chunk.Part(place, 1));
        }
    }

    /// <summary>Home has played a chunk.</summary>
    public void CompleteAtHome(RoundChunk chunk, TimeSpan now)
    {
        for (int place = chunk.First; place < chunk.First + chunk.Count; place++)
        {
            Complete(place, Home, now);
        }
    }

    /// <summary>A player could not play the chunk that begins with an episode. It is played elsewhere.</summary>
    /// <returns>How often that chunk has failed; 0 where the player did not have it.</returns>
    public int Fail(string player, int place)
    {
        RoundChunk chunk = _chunkOf[place];
        if (!chunk.Release(player))
        {
            return 0;
        }

        chunk.Fail(player);
        if (player == Home)
        {
            Array.Fill(_stages, Stage.Missing, chunk.First, chunk.Count);
        }

        PutIfFree(chunk);
        return chunk.Failures;
    }

    /// <summary>A player has lost what it had.</summary>
    /// <param name="player">Who.</param>
    /// <param name="crashed">Whether it may be what it played that ended it.</param>
    public void Lose(string player, bool crashed) => LoseWhere(player, _ => true, crashed);

    /// <summary>A player says what it has; an answer that was lost on the way brought it nothing.</summary>
    /// <param name="player">Who.</param>
    /// <param name="places">The places of the first episodes of all that it has.</param>
    public void Hold(string player, IReadOnlyCollection<int> places) => LoseWhere(player, chunk => !places.Contains(chunk.First), crashed: false);

    private void LoseWhere(string player, Predicate<RoundChunk> isLost, bool crashed)
    {
        foreach (RoundChunk chunk in _out.Where(chunk => chunk.IsHeldBy(player) && isLost(chunk)).ToArray())
        {
            chunk.Release(player);
            if (crashed)
            {
                chunk.Fail(player);
            }

            PutIfFree(chunk);
        }
    }

    /// <summary>Whether a player may have a chunk: not one that it failed on, and after two failures home alone, whose third ends the round.</summary>
    private static bool MayPlay(string player, RoundChunk chunk, IReadOnlyCollection<string> others) => player == Home
        ? chunk.AtHome || chunk.Failures >= MostFailures - 1 || !chunk.FailedOn.Contains(Home) || others.All(chunk.FailedOn.Contains)
        : !chunk.AtHome && chunk.Failures < MostFailures - 1 && !chunk.FailedOn.Contains(player);

    private void Expire(TimeSpan now)
    {
        TimeSpan lease = _times.Lease;
        foreach (RoundChunk chunk in _out.Where(chunk => chunk.Leases.TrueForAll(held => held.Player != Home && now - held.Since > lease)).ToArray())
        {
            TooSlow.UnionWith(chunk.Leases.Select(held => held.Player));
            _out.Remove(chunk);
            GivenTwice += Put(chunk);
        }
    }

    private RoundChunk? TakeAgain(string player, TimeSpan now, IReadOnlyCollection<string> others)
    {
        if (_times.Median is not { } median)
        {
            return null;
        }

        RoundChunk? slow = _out
            .Where(chunk => chunk.Leases is [{ Player: not Home } held] && held.Player != player && now - held.Since > 2 * median && MayPlay(player, chunk, others))
            .MinBy(chunk => chunk.Leases[0].Since);
        if (slow is null)
        {
            return null;
        }

        if (player != Home)
        {
            GivenTwice += slow.Missing;
            slow.Leases.Add((player, now));
            return slow;
        }

        // Home alone completes what it has taken, so it takes what nothing has come of.
        _out.Remove(slow);
        GivenTwice += Put(slow);
        if (_waiting.First?.Value is not { } rest)
        {
            return null;
        }

        _waiting.RemoveFirst();
        return Give(rest, player, now);
    }

    private RoundChunk Give(RoundChunk chunk, string player, TimeSpan now)
    {
        chunk.Leases.Add((player, now));
        _out.Add(chunk);
        if (player == Home)
        {
            Array.Fill(_stages, Stage.AtHome, chunk.First, chunk.Count);
        }

        return chunk;
    }

    private void PutIfFree(RoundChunk chunk)
    {
        if (chunk.Leases.Count == 0 && _out.Remove(chunk))
        {
            Put(chunk);
        }
    }

    /// <summary>Puts what is missing of a chunk in front of all that waits, in runs of episodes next to each other.</summary>
    /// <returns>How many episodes that is.</returns>
    private int Put(RoundChunk chunk)
    {
        int missing = 0;
        for (int end = chunk.First + chunk.Count; end > chunk.First;)
        {
            int first = end;
            while (first > chunk.First && _stages[first - 1] == Stage.Missing)
            {
                first--;
            }

            if (first < end)
            {
                RoundChunk part = chunk.Part(first, end - first);
                Own(part);
                _waiting.AddFirst(part);
                missing += part.Count;
                end = first;
            }
            else
            {
                end--;
            }
        }

        return missing;
    }

    private void Own(RoundChunk chunk)
    {
        chunk.Missing = chunk.Count;
        Array.Fill(_chunkOf, chunk, chunk.First, chunk.Count);
    }

    private bool IsAllMissing(RoundChunk chunk) => !_stages.AsSpan(chunk.First, chunk.Count).ContainsAnyExcept(Stage.Missing);
}
