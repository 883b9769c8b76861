using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>
/// A settings record seen as a tree of names: properties that hold values are settings, properties that hold records are groups of them.
/// Reflection happens here and only when a run starts. What trimming must leave of a record for it is <see cref="Reflected"/>.
/// </summary>
internal sealed class SettingsTree
{
    // Settings nest three deep. A record that holds itself must not end in a stack overflow.
    private const int DeepestNesting = 8;

    /// <summary>What of a settings record is found by its name at run time. Without it a trimmed program sees a record without settings, and checks none.</summary>
    internal const DynamicallyAccessedMemberTypes Reflected =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    /// <summary>Why settings of whole runs cannot be read in a trimmed program.</summary>
    internal const string NotTrimmed = "The groups of a run are found by reflection, and trimming may have taken their settings away.";

    private readonly Dictionary<string, Setting> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Setting> _former = new(StringComparer.Ordinal);
    private readonly List<Setting> _ordered = [];
    private readonly object _record;
    [DynamicallyAccessedMembers(Reflected)]
    private readonly Type _type;
    private readonly string _group;

    private SettingsTree(object record, [DynamicallyAccessedMembers(Reflected)] Type type, string group)
    {
        (_record, _type, _group) = (record, type, group);
        Add(record, type, group, depth: 0);
        _ordered.ForEach(AddFormerPaths);
    }

    /// <summary>All settings, in the order of their declaration.</summary>
    public IReadOnlyList<Setting> Settings => _ordered;

    /// <summary>The tree of a record. The values in it are the defaults.</summary>
    /// <param name="record">The record.</param>
    /// <param name="group">The group that the record is; empty where the record holds all groups.</param>
    /// <exception cref="ArgumentException">The record has a property that cannot be a setting.</exception>
    [RequiresUnreferencedCode(NotTrimmed)]
    public static SettingsTree Of(object record, string group = "") => new(record, TypeOfGroup(record), group);

    /// <summary>The tree of a record whose type is known where the program is compiled, so that trimming leaves its properties.</summary>
    /// <param name="record">The record.</param>
    /// <param name="type">Its type.</param>
    /// <param name="group">The group that the record is.</param>
    /// <exception cref="ArgumentException">The record has a property that cannot be a setting.</exception>
    public static SettingsTree Of(object record, [DynamicallyAccessedMembers(Reflected)] Type type, string group)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(record.GetType(), type);
        return new(record, type, group);
    }

    /// <summary>The setting of a path, or a sentence that says which would be right.</summary>
    /// <param name="path">The whole name.</param>
    /// <param name="where">Where it stands, as in <see cref="Given.Where"/>.</param>
    public Setting this[string path, string where]
    {
        get
        {
            if (_settings.TryGetValue(path, out Setting? setting))
            {
                return setting;
            }

            throw new UserErrorException(
                _former.TryGetValue(path, out Setting? renamed) ? $"'{path}'{where} is called '{renamed.Path}' now"
                : _groups.TryGetValue(path, out List<string>? members) ? $"'{path}'{where} is a group of settings, not one; it has {(members.Count > 0 ? Wording.Listed(members) : "none here")}"
                : $"unknown setting '{path}'{where}{UnknownPaths.Advice(path, _settings.Keys, _groups, root: _group)}");
        }
    }

    /// <summary>Whether a path is that of a group, as <c>env</c> is.</summary>
    public bool IsGroup(string path) => _groups.ContainsKey(path);

    /// <summary>Whether a path was that of a group, by what its settings were called.</summary>
    public bool WasGroup(string path) => _former.Keys.Any(former => former.StartsWith($"{path}.", StringComparison.Ordinal));

    /// <summary>A record like the one that the tree was made of, with other values.</summary>
    public object Build(Func<Setting, object?> valueOf) => Build(_record, _type, _group, valueOf);

    private static string Join(string group, PropertyInfo property) =>
        group.Length == 0 ? SettingName.Of(property.Name) : $"{group}.{SettingName.Of(property.Name)}";

    /// <summary>What can be set in a record, base types first, each in the order of its declaration.</summary>
    private static IEnumerable<PropertyInfo> PropertiesOf([DynamicallyAccessedMembers(Reflected)] Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => DepthOf(property.DeclaringType!))
            .ThenBy(property => property.HasMetadataToken() ? property.GetMetadataToken() : 0); // compiled ahead of time there are none, and the order is that already

    private static int DepthOf(Type type) => type.BaseType is { } parent ? 1 + DepthOf(parent) : 0;

    /// <summary>The type of a group inside a record.</summary>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2073",
        Justification = "Only runs have groups in groups, and what reads them says that it is not for trimmed programs. The assembly of an environment whose settings had such groups is kept whole.")]
    [return: DynamicallyAccessedMembers(Reflected)]
    private static Type TypeOfGroup(object group) => group.GetType();

    private void Add(object record, [DynamicallyAccessedMembers(Reflected)] Type type, string path, int depth)
    {
        List<string> members = [];
        _groups.Add(path, members);
        foreach (PropertyInfo property in PropertiesOf(type))
        {
            if (property.IsDefined(typeof(NotASettingAttribute)))
            {
                continue;
            }

            string name = Join(path, property);
            members.Add(SettingName.Of(property.Name));
            if (SettingKind.Of(property) is { } kind)
            {
                Setting setting = new(name, property, kind, property.GetValue(record));
                _settings.Add(name, setting);
                _ordered.Add(setting);
            }
            else
            {
                object group = GroupIn(record, property, depth);
                Add(group, TypeOfGroup(group), name, depth + 1);
            }
        }
    }

    private void AddFormerPaths(Setting setting)
    {
        foreach (string path in setting.FormerPaths)
        {
            if (_settings.ContainsKey(path) || !_former.TryAdd(path, setting))
            {
                throw new ArgumentException($"{setting.Path} cannot have been '{path}': another setting has that path, or had it.");
            }
        }
    }

    private static object GroupIn(object record, PropertyInfo property, int depth)
    {
        object? group = property.GetValue(record);
        bool isGroup = group is not null && depth < DeepestNesting && TypeOfGroup(group).GetConstructor(Type.EmptyTypes) is not null;
        return isGroup
            ? group!
            : throw new ArgumentException(
                $"{property.DeclaringType!.Name}.{property.Name} cannot be a setting: it must be a bool, int, long, ulong, double, string or "
                + "enum, or a record with a default of its own and no constructor parameters.",
                nameof(record));
    }

    private object Build(object record, [DynamicallyAccessedMembers(Reflected)] Type type, string path, Func<Setting, object?> valueOf)
    {
        object built = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in PropertiesOf(type))
        {
            string name = Join(path, property);
            object? value = property.GetValue(record);
            property.SetValue(built, _settings.TryGetValue(name, out Setting? setting) ? valueOf(setting)
                : _groups.ContainsKey(name) ? Build(value!, TypeOfGroup(value!), name, valueOf)
                : value);
        }

        return built;
    }
}
