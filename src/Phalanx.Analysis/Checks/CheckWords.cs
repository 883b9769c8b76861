using System.Globalization;

namespace Phalanx.Analysis.Checks;

/// <summary>Numbers and joint actions as findings write them.</summary>
internal static class CheckWords
{
    /// <summary>A number with at most six digits.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => (Math.Abs(value) < 1e-12 ? 0 : value).ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A small number, by its power of ten.</summary>
    /// <param name="value">The number.</param>
    public static string Small(double value) => value.ToString("0.#E+0", CultureInfo.InvariantCulture);

    /// <summary>How many of how many: <c>all 1,000</c>, <c>3 of 1,000</c>.</summary>
    /// <param name="some">How many.</param>
    /// <param name="all">Of how many.</param>
    public static string Share(int some, int all) => some == all ? $"all {Count(all)}" : $"{Count(some)} of {Count(all)}";

    /// <summary>A count, with a comma at the thousands.</summary>
    /// <param name="count">The count.</param>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A joint action by letters, <c>(A, B)</c>.</summary>
    /// <param name="joint">An action of each agent.</param>
    public static string Joint(IEnumerable<int> joint) => $"({string.Join(", ", joint.Select(Action))})";

    /// <summary>An action by its letter.</summary>
    /// <param name="action">Its number.</param>
    public static string Action(int action) => ((char)('A' + action)).ToString();
}
