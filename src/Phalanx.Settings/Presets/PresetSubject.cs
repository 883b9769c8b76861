using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Settings;

/// <summary>An algorithm or an environment as presets know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">The family that it belongs to, a path such as <c>value-based/mixing</c>; empty for none, or where the name says it.</param>
public sealed record PresetSubject(string Name, string Family = "")
{
    /// <summary>What is known by its name alone; null for none.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator PresetSubject?(string? name) => name is null ? null : new PresetSubject(name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether a pattern, a whole name or a family as in <c>family/*</c>, includes it.</summary>
    internal bool Matches(string pattern) =>
        pattern == Name
        || (pattern.EndsWith("/*", StringComparison.Ordinal)
            && (Name.StartsWith(pattern[..^1], StringComparison.Ordinal) || $"{Family}/{Name}".StartsWith(pattern[..^1], StringComparison.Ordinal)));
}
