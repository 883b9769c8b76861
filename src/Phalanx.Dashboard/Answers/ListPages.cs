using Phalanx.Foundation;

namespace Phalanx.Dashboard.Answers;

/// <summary>Which page of a list is asked for, and in which order.</summary>
internal static class ListPages
{
    private const int MostOfPage = 500;
    private const int SizeOfPage = 50;

    /// <summary>The page, from 1, and how many rows one has.</summary>
    public static (int Page, int Size) Asked(Question question) =>
        (question.Whole("page", 1, 1, 1_000_000), question.Whole("size", SizeOfPage, 1, MostOfPage));

    /// <summary>Sorts by a key, a minus before it for the greatest first. What has no such value comes last, and equals stay in their order.</summary>
    public static IEnumerable<T> Sorted<T>(IEnumerable<T> rows, string sort, Dictionary<string, Func<T, IComparable?>> keys)
    {
        bool descending = sort.StartsWith('-');
        if (!keys.TryGetValue(sort.TrimStart('-'), out Func<T, IComparable?>? key))
        {
            throw new UserErrorException($"'sort' is '{sort}'; allowed are {string.Join(", ", keys.Keys)}, with a minus for the greatest first");
        }

        IComparer<IComparable?> order = Comparer<IComparable?>.Create((one, other) => one is string text && other is string with
            ? string.CompareOrdinal(text, with)
            : Comparer<IComparable?>.Default.Compare(one, other));
        IOrderedEnumerable<T> known = rows.OrderBy(row => key(row) is null);
        return descending ? known.ThenByDescending(key, order) : known.ThenBy(key, order);
    }
}
