using System.Reflection;

namespace Phalanx.Settings;

/// <summary>One setting: a property of a settings record that holds a value.</summary>
internal sealed class Setting(string path, PropertyInfo property, SettingKind kind, object? defaultValue)
{
    /// <summary>Its whole name, <c>group.rate</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What it means, in one line. Empty when it has no attribute.</summary>
    public string Description { get; } = property.GetCustomAttribute<SettingAttribute>()?.Description ?? "";

    /// <summary>What it was called in earlier versions.</summary>
    public IReadOnlyList<string> FormerPaths { get; } = property.GetCustomAttribute<SettingAttribute>()?.FormerPaths ?? [];

    /// <summary>Whether another value can give other results.</summary>
    public bool ChangesResults { get; } = property.GetCustomAttribute<SettingAttribute>()?.ChangesResults ?? true;

    /// <summary>Whether its value is the path of a file.</summary>
    public bool NamesFile { get; } = property.GetCustomAttribute<SettingAttribute>()?.NamesFile ?? false;

    /// <summary>What values it may have.</summary>
    public SettingKind Kind { get; } = kind;

    /// <summary>Its value in the record that the tree was made of.</summary>
    public object? Default { get; } = defaultValue;

    /// <summary>Turns what was given into the setting's value, or says what is wrong with it.</summary>
    public object? Read(Given given) => Kind.Read(Path, given);

    /// <summary>Refuses the default value if it is not allowed: in a record made by hand every value is one.</summary>
    public void ThrowIfDefaultIsNotAllowed()
    {
        if (!Kind.Allows(Default))
        {
            throw Kind.Refusal(Path, Given.Of(Default));
        }
    }
}
