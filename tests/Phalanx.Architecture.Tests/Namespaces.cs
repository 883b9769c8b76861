namespace Phalanx.Architecture.Tests;

/// <summary>The order of the namespaces of a project: each uses only those that stand before it. docs/architecture.md draws the same line.</summary>
internal static class Namespaces
{
    /// <summary>The project whose folders are namespaces in one line.</summary>
    public const string Learning = "Phalanx.Learning";

    /// <summary>The line of that project. The first is the project's own namespace, which all others see without a <c>using</c>.</summary>
    public static IReadOnlyList<string> Line { get; } =
    [
        Learning,
        $"{Learning}.Faults",
        $"{Learning}.Exploration",
        $"{Learning}.Settings",
        $"{Learning}.Agents",
        $"{Learning}.Policies",
        $"{Learning}.Episodes",
        $"{Learning}.Replay",
        $"{Learning}.Rollouts",
        $"{Learning}.Shards",
        $"{Learning}.Losses",
        $"{Learning}.Mixers",
        $"{Learning}.Critics",
        $"{Learning}.Algorithms",
        $"{Learning}.Methods",
        $"{Learning}.Runs",
        $"{Learning}.Recording",
        $"{Learning}.Training",
    ];

    /// <summary>Every file of the product with its namespace and those that it uses; a file of statements alone has none and is left out.</summary>
    public static IReadOnlyList<CodeFile> Files { get; } =
    [
        .. from path in Repository.Code
           where path.StartsWith("src/", StringComparison.Ordinal)
           let code = Repository.Read(path)
           let name = SourceText.Namespace(code)
           where name is not null
           select new CodeFile(path, name, [.. SourceText.Mentions(code).Where(used => used != name)]),
    ];

    /// <summary>Whether one encloses the other, as a project's own namespace does all of its others.</summary>
    public static bool Nested(string one, string other) =>
        $"{one}.".StartsWith($"{other}.", StringComparison.Ordinal) || $"{other}.".StartsWith($"{one}.", StringComparison.Ordinal);
}

/// <summary>What a file says about namespaces.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Namespace">Where its types stand.</param>
/// <param name="Uses">The namespaces of the product that it names.</param>
internal sealed record CodeFile(string Path, string Namespace, IReadOnlyList<string> Uses)
{
    /// <summary>The folder as a namespace: <c>src/Phalanx.Learning/Agents/X.cs</c> gives <c>Phalanx.Learning.Agents</c>.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.');
}
