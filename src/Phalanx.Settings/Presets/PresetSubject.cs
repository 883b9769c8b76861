using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Settings;

/// <summary>An algorithm or an environment as presets know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Family">The family that it belongs to, a path such as <c>value-based/mixing</c>; empty for none, or where the name says it.</param>
/// <param name="Twin">The name of another one whose presets hold for this one too; empty for none.</param>
public sealed record PresetSubject(string Name, string Family = "", string Twin = "")
{
    /// <summary>What is known by its name alone; null for none.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator PresetSubject?(string? name) => name is null ? null : new PresetSubject(name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether a pattern, a whole name or a family as in <c>family/*</c>, includes it.</summary>
    internal bool Matches(string pattern) =>
        Names(pattern)
        || (pattern.EndsWith("/*", StringComparison.Ordinal)
            && new[] { Name, Twin, $"{Family}/{Name}" }.Any(name => name.StartsWith(pattern[..^1], StringComparison.Ordinal)));

    /// <summary>Whether a pattern is its whole name, or that of its twin.</summary>
    internal bool Names(string pattern) => pattern == Name || pattern == Twin;
}
