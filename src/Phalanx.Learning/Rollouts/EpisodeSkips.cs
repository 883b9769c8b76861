namespace Phalanx.Learning.Rollouts;

/// <summary>
/// How many episodes of a run may be given up because their environments misbehave. What a round or a test skips counts once it is whole: one that is left
/// is played again, and skips the same episodes then.
/// </summary>
/// <param name="allowed">How many in all.</param>
internal sealed class EpisodeSkips(long allowed)
{
    private long _begun;

    /// <summary>How many were skipped in what is whole.</summary>
    public long Count { get; private set; }

    /// <summary>How many were skipped, what is not whole included.</summary>
    public long CountWithBegun => Count + _begun;

    /// <summary>Goes on from a checkpoint.</summary>
    public void GoOnFrom(long count) => (Count, _begun) = (count, 0);

    /// <summary>A round or a test begins; what one that was left has skipped is forgotten.</summary>
    public void Begin() => _begun = 0;

    /// <summary>It is whole.</summary>
    public void End() => (Count, _begun) = (CountWithBegun, 0);

    /// <summary>Skips an episode if that is allowed.</summary>
    public bool TrySkip()
    {
        bool may = CountWithBegun < allowed;
        _begun += may ? 1 : 0;
        return may;
    }
}
