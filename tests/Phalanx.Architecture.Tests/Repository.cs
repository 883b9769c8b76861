using System.Xml.Linq;

namespace Phalanx.Architecture.Tests;

/// <summary>The files of the repository, as they lie on the disk.</summary>
internal static class Repository
{
    private static readonly string[] CodeFolders = ["src", "tests", "benchmarks", "examples", "templates"];
    private static readonly string[] Generated = ["bin", "obj"];

    /// <summary>Projects that others begin with are texts here: they are built where they were begun.</summary>
    private const string TemplateContent = "templates/content/";

    public static string Root => RepositoryRoot.Path;

    /// <summary>Every project, in any folder, but those inside templates.</summary>
    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files("*.csproj").Where(path => !path.StartsWith(TemplateContent, StringComparison.Ordinal)).Select(Project.Read)];

    /// <summary>The projects of the product.</summary>
    public static IEnumerable<Project> Sources => Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Paths of all C# files, relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Code => Files("*.cs");

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The written files of all folders of code, without generated ones.</summary>
    public static IEnumerable<string> Files(string pattern) => CodeFolders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(path => !path.Split('/').Intersect(Generated).Any())
        .Order(StringComparer.Ordinal);
}

/// <summary>What a project file says.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="AssemblyName">What it builds.</param>
/// <param name="References">Names of the projects that it refers to.</param>
/// <param name="Packages">Names of the packages that it refers to.</param>
/// <param name="AllowsUnsafeCode">Whether it may contain such.</param>
internal sealed record Project(
    string Path, string Name, string AssemblyName, IReadOnlyList<string> References, IReadOnlyList<string> Packages, bool AllowsUnsafeCode)
{
    public static Project Read(string path)
    {
        var document = XDocument.Parse(Repository.Read(path));
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        return new Project(
            path,
            name,
            document.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name,
            [.. Includes("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Includes("PackageReference")],
            document.Descendants("AllowUnsafeBlocks").Any(element => element.Value.Trim() == "true"));

        IEnumerable<string> Includes(string element) =>
            document.Descendants(element).Select(item => item.Attribute("Include")?.Value).OfType<string>();
    }
}
