using System.Text.RegularExpressions;

namespace Phalanx.Cluster.Wiring;

/// <summary>The names that may come over the wire.</summary>
internal static partial class HubNames
{
    /// <summary>Whether it can be the name of a worker.</summary>
    public static bool IsWorker(string name) => name is not null && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,80}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
