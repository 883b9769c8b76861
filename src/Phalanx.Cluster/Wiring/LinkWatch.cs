using System.Diagnostics;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>
/// Watches a link to a hub from the side that dials. Three calls in a row without an answer, or a minute of them, make a new connection; a hub that is not heard
/// of for very long is given up.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="hub">What the hub is called in sentences.</param>
/// <param name="patience">How long it may be away.</param>
/// <param name="away">Is told when the hub goes away, and when it is back.</param>
internal sealed class LinkWatch(HubLink link, string hub, TimeSpan patience, Action<bool> away)
{
    private const int FailuresToRebuild = 3;

    private static readonly TimeSpan SilenceToRebuild = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReconnectLimit = TimeSpan.FromSeconds(15);

    private long _heard = Stopwatch.GetTimestamp();
    private long _connected = Stopwatch.GetTimestamp();
    private int _failures;
    private bool _isAway;

    /// <summary>Connects, or connects anew. Where that fails, calls will miss their answers.</summary>
    /// <exception cref="UserErrorException">The hub has another key by now.</exception>
    public async Task Connect(CancellationToken cancellation)
    {
        try
        {
            await link.Connect(ReconnectLimit, cancellation).ConfigureAwait(false);
        }
        catch (OtherKeyException refusal)
        {
            throw new UserErrorException(refusal.Message, refusal);
        }
        catch (HubUnreachableException)
        {
            // It is tried again.
        }
    }

    /// <summary>A call was answered.</summary>
    public void Heard()
    {
        (_heard, _connected, _failures) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), 0);
        Say(isAway: false);
    }

    /// <summary>A call was not answered.</summary>
    /// <exception cref="IOException">The hub was away for too long.</exception>
    /// <exception cref="UserErrorException">It has another key by now.</exception>
    public async Task Missed(CancellationToken cancellation)
    {
        _failures++;
        Say(isAway: true);
        if (Stopwatch.GetElapsedTime(_heard) > patience)
        {
            throw new IOException($"the hub at {hub} was not heard of for {patience}");
        }

        if (_failures >= FailuresToRebuild || Stopwatch.GetElapsedTime(_connected) > SilenceToRebuild)
        {
            (_connected, _failures) = (Stopwatch.GetTimestamp(), 0);
            await Connect(cancellation).ConfigureAwait(false);
        }
    }

    private void Say(bool isAway)
    {
        if (isAway != _isAway)
        {
            _isAway = isAway;
            away(isAway);
        }
    }
}
