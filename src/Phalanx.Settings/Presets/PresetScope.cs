namespace Phalanx.Settings;

/// <summary>Names that a preset is for: each a whole name, or a family as in <c>family/*</c>. Without names the preset is for all.</summary>
public sealed class PresetScope
{
    internal PresetScope(IReadOnlyList<string> names) => Names = names;

    /// <summary>The names and families.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the preset is for certain names only.</summary>
    internal bool IsLimited => Names.Count > 0;

    /// <summary>Whether the preset is for an algorithm or an environment.</summary>
    /// <param name="subject">Which one, or null for none.</param>
    public bool Includes(PresetSubject? subject) => !IsLimited || (subject is not null && Names.Any(subject.Matches));

    /// <summary>How closely the preset describes what it includes: whole names more than families, small families more than large.</summary>
    internal int SpecificityFor(PresetSubject? subject) =>
        subject is null || !IsLimited ? 0 : Names.Where(subject.Matches).Max(pattern => subject.Names(pattern) ? int.MaxValue : pattern.Length);
}
