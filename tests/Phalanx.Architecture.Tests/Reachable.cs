namespace Phalanx.Architecture.Tests;

/// <summary>What arrows lead to, directly or by others.</summary>
internal static class Reachable
{
    /// <summary>All that is reached from a start, which is among it only if an arrow leads back to it.</summary>
    /// <param name="start">The start.</param>
    /// <param name="next">Where the arrows of one lead.</param>
    public static HashSet<string> From(string start, Func<string, IEnumerable<string>> next)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out string? from))
        {
            foreach (string to in next(from).Where(reached.Add))
            {
                open.Enqueue(to);
            }
        }

        return reached;
    }
}
