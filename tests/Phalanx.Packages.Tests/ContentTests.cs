using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace Phalanx.Packages.Tests;

[Collection(PackedCollection.Name)]
[Trait("Category", Packaging.Category)]
public class ContentTests(PackedFolder packed)
{
    private const string Tool = "Phalanx.Tool";
    private const string Templates = "Phalanx.Templates";

    /// <summary>The libraries with what they depend on.</summary>
    private static readonly Dictionary<string, string[]> Libraries = new()
    {
        ["Phalanx.Foundation"] = ["net10.0"],
        ["Phalanx.Settings"] = ["net10.0: Phalanx.Foundation", "net10.0: YamlDotNet"],
        ["Phalanx.Numerics"] = ["net10.0: Phalanx.Foundation"],
        ["Phalanx.Environments"] = ["net10.0: Phalanx.Settings"],
        ["Phalanx.Acting"] = [".NETStandard2.1", "net8.0", "net10.0"],
        ["Phalanx.Export"] = ["net10.0: Phalanx.Acting", "net10.0: Google.Protobuf"],
        ["Phalanx.StarCraft"] = ["net10.0: Phalanx.Environments", "net10.0: Google.Protobuf"],
        ["Phalanx.Learning"] = ["net10.0: Phalanx.Acting", "net10.0: Phalanx.Environments", "net10.0: Phalanx.Numerics", "net10.0: System.Numerics.Tensors"],
        ["Phalanx.Studies"] = ["net10.0: Phalanx.Learning"],
        ["Phalanx.Cluster"] =
        [
            "net10.0: Phalanx.Studies", "net10.0: Microsoft.Orleans.Server", "net10.0: Microsoft.Orleans.Client", "net10.0: Microsoft.Orleans.Sdk",
            "net10.0: Microsoft.Orleans.Connections.Security",
        ],
        ["Phalanx.Analysis"] = ["net10.0: Phalanx.Studies", "net10.0: OxyPlot.Core"],
        ["Phalanx.Dashboard"] = ["net10.0: Phalanx.Analysis"],
    };

    /// <summary>Files that a package carries beside those that all do.</summary>
    private static readonly Dictionary<string, string[]> More = new()
    {
        ["Phalanx.Dashboard"] = ["THIRD-PARTY-NOTICES.md"],
    };

    public static TheoryData<string> AllLibraries => [.. Libraries.Keys];

    public static TheoryData<string> All => [.. Libraries.Keys, Tool, Templates];

    [PackagingFact]
    public void What_lies_below_src_is_packed_with_symbols_and_nothing_else() => Assert.Equal(
        Libraries.Keys.Append(Tool)
            .SelectMany(id => new[] { $"{id}.{packed.Version}.nupkg", $"{id}.{packed.Version}.snupkg" })
            .Append($"{Templates}.{packed.Version}.nupkg")
            .Order(StringComparer.Ordinal),
        packed.Files);

    [PackagingTheory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is(string id)
    {
        Package package = packed.Open(id);
        Assert.Equal(id, package["id"]);
        Assert.Equal(packed.Version, package["version"]);
        Assert.Equal("MIT", package["license"]);
        Assert.Equal("README.md", package["readme"]);
        Assert.Equal("icon.png", package["icon"]);
        Assert.Matches("^[0-9a-f]{40}$", package.Commit!);
        Assert.InRange(package["description"]!.Length, 30, 300);
        ReadOnlySpan<byte> icon = package.Read("icon.png");
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon[16..]), BinaryPrimitives.ReadInt32BigEndian(icon[20..])));
    }

    /// <summary>A readme is shown without the repository around it.</summary>
    [PackagingTheory]
    [MemberData(nameof(All))]
    public void A_readme_has_no_link_into_the_repository(string id)
    {
        string readme = packed.Open(id).ReadText("README.md");
        Assert.StartsWith("# ", readme, StringComparison.Ordinal);
        IEnumerable<string> links = Regex.Matches(readme, @"\]\(([^)]*)\)").Select(link => link.Groups[1].Value);
        Assert.All(links, link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
    }

    [PackagingTheory]
    [MemberData(nameof(AllLibraries))]
    public void A_library_carries_its_assembly_and_documentation_for_each_target(string id)
    {
        Package package = packed.Open(id);
        Assert.Equal(Libraries[id].Order(StringComparer.Ordinal), package.Dependencies.Order(StringComparer.Ordinal));
        string[] targets = [.. Libraries[id].Select(dependency => dependency.Split(':')[0].TrimStart('.').ToLowerInvariant()).Distinct()];
        Assert.Equal(
            targets.SelectMany(target => new[] { $"lib/{target}/{id}.dll", $"lib/{target}/{id}.xml" })
                .Concat(["README.md", "icon.png", .. More.GetValueOrDefault(id, [])])
                .Order(StringComparer.Ordinal),
            package.Files);
        Assert.Equal(targets.Select(target => $"lib/{target}/{id}.pdb").Order(StringComparer.Ordinal), packed.Open(id, "snupkg").Files);
    }

    [PackagingFact]
    public void The_tool_carries_its_libraries_and_their_notices()
    {
        Package package = packed.Open(Tool);
        Assert.Equal("DotnetTool", package.Type);
        Assert.Contains("notices/System.Numerics.Tensors.txt", package.Files);
        Assert.Equal(["tools/net10.0/any/DotnetToolSettings.xml"], package.Files.Where(file => file.EndsWith(".xml", StringComparison.Ordinal)));
        string notices = package.ReadText("THIRD-PARTY-NOTICES.md");
        string[] assemblies =
            [.. package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file))];
        string[] ours = [.. assemblies.Where(name => name.StartsWith("phalanx", StringComparison.OrdinalIgnoreCase))];
        Assert.NotEmpty(assemblies.Except(ours));
        Assert.All(assemblies.Except(ours), name => Assert.Matches($@"(?m)^## {Regex.Escape(name)} \d", notices));
        Assert.Equal(Libraries.Keys.Append("phalanx").Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [PackagingFact]
    public void The_template_refers_to_packages_of_its_own_version_and_to_the_test_packages_of_the_repository()
    {
        Package package = packed.Open(Templates);
        Assert.Equal("Template", package.Type);
        string project = package.ReadText("content/phalanx-environment/WorldProject.csproj");
        Assert.Contains($"<PackageReference Include=\"Phalanx.Learning\" Version=\"{packed.Version}\" />", project, StringComparison.Ordinal);
        string versions = File.ReadAllText(RepositoryRoot.At("Directory.Packages.props"));
        MatchCollection tested = Regex.Matches(
            package.ReadText("content/phalanx-environment/tests/WorldProject.Tests.csproj"), "<PackageReference (Include=\"[^\"]+\" Version=\"[^\"]+\") />");
        Assert.Equal(3, tested.Count);
        Assert.All(tested.Select(each => each.Groups[1].Value), reference => Assert.Contains($"<PackageVersion {reference} />", versions, StringComparison.Ordinal));
        Assert.DoesNotContain(package.Files, file => file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal));
    }
}
