namespace Phalanx.Cluster.Rounds;

/// <summary>How long chunks took, from the moment that they were given out to their last episode: it decides how long one may take.</summary>
internal sealed class ChunkTimes
{
    private const int Kept = 64;
    private const int SamplesForMedian = 3;
    private const int LeaseBySlowest = 4;

    /// <summary>The shortest lease.</summary>
    public static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(15);

    private readonly Queue<TimeSpan> _recent = [];
    private TimeSpan _slowest;

    /// <summary>How long a chunk may take before it is given out again.</summary>
    public TimeSpan Lease => LeaseBySlowest * _slowest > ShortestLease ? LeaseBySlowest * _slowest : ShortestLease;

    /// <summary>The median of the last ones; null while too few are known.</summary>
    public TimeSpan? Median => _recent.Count < SamplesForMedian ? null : _recent.Order().ElementAt(_recent.Count / 2);

    /// <summary>A chunk took so long.</summary>
    public void Add(TimeSpan time)
    {
        _slowest = time > _slowest ? time : _slowest;
        _recent.Enqueue(time);
        if (_recent.Count > Kept)
        {
            _recent.Dequeue();
        }
    }
}
