using System.Globalization;
using Phalanx.Learning.Training;

namespace Phalanx.Studies.Slots;

/// <summary>
/// The checkpoints of a run that are not deleted while it is trained, because another machine may copy them. Which these are changes while it goes on; one
/// that was given up for deletion is never held.
/// </summary>
internal sealed class HeldCheckpoints : ICheckpointRetention
{
    private readonly Lock _gate = new();
    private readonly HashSet<long> _givenUp = [];
    private long[] _held;

    /// <param name="held">Those that are held from the beginning.</param>
    public HeldCheckpoints(IEnumerable<long> held) => _held = [.. held];

    /// <summary>The line of an order to hold these checkpoints and no others.</summary>
    public static string LineOf(IEnumerable<long> held) => $"{SlotProgram.HoldOrder} {string.Join(' ', held.Select(tEnv => tEnv.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary>The checkpoints of such a line; null where it is none.</summary>
    public static long[]? Of(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [SlotProgram.HoldOrder, .. var checkpoints]
            ? [.. checkpoints.Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long tEnv) ? tEnv : -1)]
            : null;
    }

    /// <summary>Holds checkpoints, and no others any more.</summary>
    /// <returns>Those that are held now: one that was given up is not.</returns>
    public long[] Hold(IEnumerable<long> checkpoints)
    {
        lock (_gate)
        {
            return _held = [.. checkpoints.Where(tEnv => !_givenUp.Contains(tEnv))];
        }
    }

    /// <inheritdoc/>
    public bool MayDelete(long tEnv)
    {
        lock (_gate)
        {
            if (_held.Contains(tEnv))
            {
                return false;
            }

            _givenUp.Add(tEnv);
            return true;
        }
    }
}
