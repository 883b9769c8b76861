namespace Phalanx.Foundation;

/// <summary>
/// Finds the name that a user most likely meant, for the end of a <see cref="UserErrorException"/>:
/// <c>unknown algorithm 'qmx'; did you mean 'qmix'?</c>.
/// </summary>
public static class NearestName
{
    // A third of the letters may be wrong; beyond that a suggestion is noise.
    private const int LettersPerMistake = 3;

    // Names may come out of files and be of any length, and the distance costs the product of two lengths.
    private const int LongestName = 256;

    /// <summary>The allowed name closest to the given one, letter case aside; the first of several equally close.</summary>
    /// <param name="given">What the user wrote.</param>
    /// <param name="allowed">The names that would have been right.</param>
    /// <returns>The nearest name as it is spelt in <paramref name="allowed"/>, or null when none is close.</returns>
    public static string? Of(string given, IEnumerable<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(allowed);
        string? nearest = null;
        int beyond = Math.Max(1, given.Length / LettersPerMistake) + 1;
        foreach (string name in allowed)
        {
            if (Math.Max(given.Length, name.Length) > LongestName)
            {
                continue;
            }

            int distance = Distance(given.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance < beyond)
            {
                (nearest, beyond) = (name, distance);
            }
        }

        return nearest;
    }

    /// <summary>The end of a sentence that refuses a name: <c>; did you mean 'qmix'?</c>, or else what is given.</summary>
    /// <param name="given">What the user wrote.</param>
    /// <param name="allowed">The names that would have been right.</param>
    /// <param name="otherwise">The end where no name is close, with its own punctuation.</param>
    public static string Advice(string given, IEnumerable<string> allowed, string otherwise = "") =>
        Of(given, allowed) is { } nearest ? DidYouMean(nearest) : otherwise;

    /// <summary>The end of such a sentence where the nearest name is known already.</summary>
    /// <param name="nearest">What the user probably meant.</param>
    public static string DidYouMean(string nearest) => $"; did you mean '{nearest}'?";

    /// <summary>
    /// The Damerau-Levenshtein distance in its restricted form: the fewest letters to insert, delete, replace or swap with their
    /// neighbour that turn one word into the other, no letter being touched twice.
    /// </summary>
    private static int Distance(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : CheapestEdit(cost, from, to, i, j);
            }
        }

        return cost[from.Length, to.Length];
    }

    /// <summary>The cost of turning the first i letters into the first j, from the costs of shorter beginnings.</summary>
    private static int CheapestEdit(int[,] cost, string from, string to, int i, int j)
    {
        int replace = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        int insertOrDelete = Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1;
        int cheapest = Math.Min(replace, insertOrDelete);
        bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return swapped ? Math.Min(cheapest, cost[i - 2, j - 2] + 1) : cheapest;
    }
}
