namespace Phalanx.Settings;

/// <summary>Names that a preset is for: each a whole name, or a family as in <c>matrix/*</c>. None means that it does not ask.</summary>
internal sealed class PresetScope(IReadOnlyList<string> names)
{
    private const string AnyMember = "/*";

    /// <summary>Whether the preset is for certain names only.</summary>
    public bool Asks => names.Count > 0;

    /// <summary>The names and families.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Whether a name, null for none, is one of them.</summary>
    public bool Includes(string? name) => !Asks || (name is not null && names.Any(pattern => Matches(pattern, name)));

    /// <summary>How closely the preset describes a name that it includes: whole names more than families, small families more than large.</summary>
    public int ClosenessTo(string? name) =>
        name is null || !Asks ? 0 : names.Where(pattern => Matches(pattern, name)).Max(pattern => pattern == name ? int.MaxValue : pattern.Length);

    private static bool Matches(string pattern, string name) =>
        pattern == name || (pattern.EndsWith(AnyMember, StringComparison.Ordinal) && name.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
