using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Phalanx.Learning.Settings;

/// <summary>
/// A list in a settings record. Two lists are equal when their items are, so that records that hold them compare as values do.
/// Declare the property as <see cref="IReadOnlyList{T}"/> and its default as <c>SettingList.Of(0.25, 0.75)</c>.
/// </summary>
/// <typeparam name="T">A number, a text, a truth value or an enumeration.</typeparam>
[CollectionBuilder(typeof(SettingList), nameof(SettingList.Of))]
[SuppressMessage("Naming", "CA1710", Justification = "A list, as users call it.")]
public sealed class SettingList<T> : IReadOnlyList<T>, IEquatable<SettingList<T>>
{
    private readonly T[] _items;

    internal SettingList(ReadOnlySpan<T> items) => _items = items.ToArray();

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(SettingList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SettingList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes lists for settings records.</summary>
public static class SettingList
{
    /// <summary>A list of these items.</summary>
    /// <param name="items">The items, which are copied.</param>
    public static SettingList<T> Of<T>(params ReadOnlySpan<T> items) => new(items);
}
