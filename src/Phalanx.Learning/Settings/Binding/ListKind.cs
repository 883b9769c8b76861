using System.Collections;

namespace Phalanx.Learning.Settings.Binding;

/// <summary>A list of values of one kind.</summary>
internal abstract class ListKind(SettingKind item) : SettingKind
{
    public override string Allowed => $"a list, each item {item.Allowed}";

    public override IReadOnlyList<string> Names => item.Names;

    protected SettingKind Item => item;

    /// <summary>Lists of a type whose items have a kind.</summary>
    public static ListKind Of(Type type, SettingKind item) =>
        (ListKind)Activator.CreateInstance(typeof(ListKind<>).MakeGenericType(type), item)!;

    public override Given FromText(string text)
    {
        bool bracketed = text.StartsWith('[') && text.EndsWith(']');
        string items = (bracketed ? text[1..^1] : text).Trim();
        return new GivenList(items.Length == 0 ? [] : [.. items.Split(',').Select(part => Item.FromText(part.Trim()))]);
    }

    public override string Write(object? value) => $"[{Wording.Listed(((IEnumerable)value!).Cast<object?>().Select(item.Write))}]";
}

/// <inheritdoc/>
internal sealed class ListKind<T>(SettingKind item) : ListKind(item)
{
    public override bool TryRead(Given given, out object? value)
    {
        value = null;
        if (given is not GivenList list)
        {
            return false;
        }

        var items = new T[list.Items.Count];
        for (int i = 0; i < items.Length; i++)
        {
            if (!Item.TryRead(list.Items[i], out object? read))
            {
                return false;
            }

            items[i] = (T)read!;
        }

        value = SettingList.Of<T>(items);
        return true;
    }

    public override bool Allows(object? value) => value is IReadOnlyList<T> items && items.All(each => Item.Allows(each));
}
