namespace Phalanx.Analysis.Runs;

/// <summary>The order of names of which some are numbers: numbers by their size, before all other names, which are in the order of their characters.</summary>
internal static class NumberedNames
{
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string? first, string? second)
    {
        bool isNumber = ulong.TryParse(first, out ulong number);
        bool otherIsNumber = ulong.TryParse(second, out ulong other);
        return (isNumber, otherIsNumber) switch
        {
            (true, true) when number != other => number.CompareTo(other),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(first, second),
        };
    }
}
