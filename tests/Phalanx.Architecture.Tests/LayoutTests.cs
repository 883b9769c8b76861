using System.Xml.Linq;

namespace Phalanx.Architecture.Tests;

public class LayoutTests
{
    private const int MostLines = 400;

    /// <summary>Tests of the whole rather than of one project.</summary>
    private static readonly string[] Overarching = ["Phalanx.Architecture.Tests", "Phalanx.Drills", "Phalanx.Packages.Tests", "Phalanx.Pages.Tests"];

    [Fact]
    public void Every_project_of_the_product_is_mirrored_by_one_of_tests_and_no_other_tests_exist() => Assert.Equal(
        Repository.Sources.Select(project => $"tests/{project.Name}.Tests/{project.Name}.Tests.csproj")
            .Concat(Overarching.Select(name => $"tests/{name}/{name}.csproj"))
            .Order(StringComparer.Ordinal),
        Repository.Projects.Select(project => project.Path).Where(path => path.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = XDocument.Parse(Repository.Read(RepositoryRoot.Solution));
        Assert.Equal(
            Repository.Projects.Select(project => project.Path),
            solution.Descendants("Project").Select(project => project.Attribute("Path")!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_file_of_code_is_too_long_to_be_one_idea()
    {
        string[] files = [.. Repository.Code, .. Repository.Files("*.js"), .. Repository.Files("*.css")];
        Assert.NotEmpty(files);
        Assert.All(files, path =>
        {
            int lines = File.ReadLines(Path.Combine(Repository.Root, path)).Count();
            Assert.True(lines <= MostLines, $"{path} has {lines} lines; at most {MostLines} are allowed");
        });
    }
}
