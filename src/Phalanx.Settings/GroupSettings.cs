using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>
/// The settings of one group alone, for programs that have no whole run: read from JSON, and listed. The type of the record is named where the program is
/// compiled, so that both work in a trimmed program.
/// </summary>
public static class GroupSettings
{
    private static readonly SettingOrigin FromJson = new(SettingLayer.Value, "JSON");

    /// <summary>A record with the values that JSON has for some of its settings.</summary>
    /// <param name="defaults">The record with its default values.</param>
    /// <param name="type">Its type.</param>
    /// <param name="group">The group that the record is, as in <c>env</c>; sentences name it.</param>
    /// <param name="values">An object whose names are those of settings, without the group's.</param>
    /// <exception cref="UserErrorException">A name is unknown, or a value is not allowed.</exception>
    public static object Read(object defaults, [DynamicallyAccessedMembers(SettingsTree.Reflected)] Type type, string group, JsonElement values)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        Given given = Convert(values);
        if (given is not GivenGroup named)
        {
            throw new UserErrorException($"the settings are {given.Shown}; they must be an object of names and values");
        }

        SettingsStack<object> stack = new(SettingsTree.Of(defaults, type, group));
        stack.AssignGroup(named, _ => FromJson, prefix: $"{group}.");
        return stack.Resolve().Run;
    }

    /// <summary>The settings of a record, in the order of their declaration.</summary>
    /// <param name="defaults">The record with its default values.</param>
    /// <param name="type">Its type.</param>
    /// <param name="group">The group that the record is.</param>
    public static IReadOnlyList<SettingDescription> Describe(object defaults, [DynamicallyAccessedMembers(SettingsTree.Reflected)] Type type, string group)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(group);
        return [.. SettingsTree.Of(defaults, type, group).Settings.Select(setting => Describe(setting, setting.Path[(group.Length + 1)..]))];
    }

    private static SettingDescription Describe(Setting setting, string name)
    {
        (SettingKind kind, Limits limits) = (setting.Kind, setting.Kind.Limits);
        object? value = setting.Default is Enum member ? SettingName.Of(member.ToString()) : setting.Default;
        return new SettingDescription(name, kind.TypeName, value, kind.Names, setting.Description, kind.Allowed)
        {
            Min = limits.Min,
            Max = limits.Max,
            Above = limits.Above,
            Below = limits.Below,
            MayBeEmpty = kind.MayBeEmpty,
        };
    }

    private static Given Convert(JsonElement values)
    {
        try
        {
            return GivenOf(values);
        }
        catch (InvalidOperationException failure)
        {
            throw new UserErrorException("a text in the settings is no Unicode: half of a pair of escapes stands alone", failure);
        }
    }

    /// <summary>A value of JSON as settings read it. The depth is limited by the reader of JSON.</summary>
    private static Given GivenOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new GivenGroup([.. value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, GivenOf(member.Value)))]),
        JsonValueKind.Array => new GivenList([.. value.EnumerateArray().Select(GivenOf)]),
        JsonValueKind.String => new GivenText(value.GetString()!, Quoted: true),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => new GivenText(value.GetRawText()),
        _ => new GivenNull(),
    };
}
