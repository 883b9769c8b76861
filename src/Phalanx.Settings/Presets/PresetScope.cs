namespace Phalanx.Settings;

/// <summary>Names that a preset is for: each a whole name, or a family as in <c>family/*</c>. Without names the preset is for all.</summary>
public sealed class PresetScope
{
    private const string AnyMember = "/*";

    internal PresetScope(IReadOnlyList<string> names) => Names = names;

    /// <summary>The names and families.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the preset is for certain names only.</summary>
    internal bool IsLimited => Names.Count > 0;

    /// <summary>Whether the preset is for a name.</summary>
    /// <param name="name">The name, or null for none.</param>
    public bool Includes(string? name) => !IsLimited || (name is not null && Names.Any(pattern => Matches(pattern, name)));

    /// <summary>How closely the preset describes a name that it includes: whole names more than families, small families more than large.</summary>
    internal int ClosenessTo(string? name) =>
        name is null || !IsLimited ? 0 : Names.Where(pattern => Matches(pattern, name)).Max(pattern => pattern == name ? int.MaxValue : pattern.Length);

    private static bool Matches(string pattern, string name) =>
        pattern == name || (pattern.EndsWith(AnyMember, StringComparison.Ordinal) && name.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
