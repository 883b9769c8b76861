using System.Collections;
using System.Reflection;

namespace Phalanx.Environments.Tests;

/// <summary>Compares values field by field, so that no member can be forgotten, also one that is added later.</summary>
internal static class Differences
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The path of the first difference; null when there is none.</summary>
    public static string? First(object? left, object? right, string path = "")
    {
        if (left is null || right is null)
        {
            return left is null && right is null ? null : path;
        }

        return (left, right) switch
        {
            // Tables of payoffs are large.
            (double[] one, double[] other) => one.AsSpan().SequenceEqual(other) ? null : path,
            (string or IConvertible, _) => left.Equals(right) ? null : path,
            (IEnumerable one, IEnumerable other) => OfItems([.. one.Cast<object?>()], [.. other.Cast<object?>()], path),
            _ => left.GetType() == right.GetType() ? OfFields(left, right, path) : path,
        };
    }

    private static string? OfItems(object?[] left, object?[] right, string path) => left.Length != right.Length
        ? path
        : left.Zip(right).Select((pair, index) => First(pair.First, pair.Second, $"{path}[{index}]")).FirstOrDefault(found => found is not null);

    private static string? OfFields(object left, object right, string path) => left.GetType().GetFields(Fields)
        .Select(field => First(field.GetValue(left), field.GetValue(right), $"{path}.{field.Name}"))
        .FirstOrDefault(found => found is not null);
}
