using System.Xml.Linq;

namespace Phalanx.Architecture.Tests;

public class PackagesTests
{
    /// <summary>What carries the calls of a cluster.</summary>
    private static readonly string[] Orleans =
        ["Microsoft.Orleans.Server", "Microsoft.Orleans.Client", "Microsoft.Orleans.Sdk", "Microsoft.Orleans.Connections.Security"];

    /// <summary>What the product itself may stand on.</summary>
    private static readonly HashSet<string> Product =
    [
        "System.Numerics.Tensors", "System.CommandLine", "Spectre.Console", "YamlDotNet", "OxyPlot.Core", "Google.Protobuf", "Grpc.Tools",
        .. Orleans,
    ];

    /// <summary>
    /// What tests and benchmarks may stand on: xunit with its runner, FsCheck with its runtime, Playwright with axe for pages, ONNX Runtime for exports, and
    /// BenchmarkDotNet.
    /// </summary>
    private static readonly HashSet<string> Tests =
    [
        "Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio", "FsCheck", "FSharp.Core", "Microsoft.Playwright", "Deque.AxeCore.Playwright",
        "Microsoft.ML.OnnxRuntime", "BenchmarkDotNet",
    ];

    [Fact]
    public void The_product_stands_on_listed_packages_only() => Assert.All(
        Repository.Sources,
        project => Assert.All(project.Packages, package => Assert.True(Product.Contains(package), $"{project.Path} refers to {package}")));

    [Fact]
    public void Other_projects_refer_to_packages_of_the_product_and_of_tests_only() => Assert.All(
        Repository.Projects,
        project => Assert.All(
            project.Packages, package => Assert.True(Product.Contains(package) || Tests.Contains(package), $"{project.Path} refers to {package}")));

    /// <summary>Who trains on one machine need not know of an engine for many.</summary>
    [Fact]
    public void One_project_knows_Orleans() => Assert.Equal(
        ["Phalanx.Cluster"],
        Repository.Projects.Where(project => project.Packages.Any(package => package.Contains("Orleans", StringComparison.Ordinal))).Select(project => project.Name));

    /// <summary>The charts of the dashboard are one file out of a package that is not referred to, and that no other project fetches.</summary>
    [Fact]
    public void One_package_is_fetched_for_a_file_in_it() => Assert.Equal(
        ["src/Phalanx.Dashboard/Phalanx.Dashboard.csproj: Vizor.ECharts"],
        Repository.Projects.SelectMany(project => XDocument.Parse(Repository.Read(project.Path)).Descendants("PackageDownload")
            .Select(item => $"{project.Path}: {item.Attribute("Include")!.Value}")));

    /// <summary>Playwright brings 140 MB into the output of a project, so that one project carries it.</summary>
    [Fact]
    public void One_project_drives_a_browser() => Assert.Equal(
        ["Phalanx.Pages.Tests"],
        Repository.Projects.Where(project => project.Packages.Any(package => package.Contains("Playwright", StringComparison.Ordinal))).Select(project => project.Name));

    [Fact]
    public void No_package_is_listed_before_a_project_needs_it()
    {
        IEnumerable<string> used = Repository.Projects.SelectMany(project => project.Packages)
            .Concat(SharedReferences().Select(reference => reference.Attribute("Include")!.Value));
        Assert.Equal(Product.Concat(Tests).Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shared_properties_give_packages_to_tests_only()
    {
        XElement[] references = SharedReferences();
        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            Assert.Contains(reference.Attribute("Include")!.Value, Tests);
            Assert.Equal("'$(IsTestProject)' == 'true'", reference.Parent!.Attribute("Condition")?.Value);
        });
    }

    private static XElement[] SharedReferences() => [.. XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("PackageReference")];
}
