using System.Text.Json;
using System.Text.RegularExpressions;

namespace Phalanx.Packages.Tests;

/// <summary>What a user does with the packages, on a machine without a network.</summary>
[Collection(PackedCollection.Name)]
[Trait("Category", Packaging.Category)]
public class InstalledTests(PackedFolder packed)
{
    [PackagingFact]
    public void The_tool_lists_trains_and_tests()
    {
        string folder = packed.NewFolder("training");
        Assert.Contains("predator-prey", packed.Tool(folder, "list", "environments").MustEndWell().Output, StringComparison.Ordinal);
        ProgramResult trained = packed.Tool(folder, "train", "qmix", "matrix/qtran", "--steps", "300", "--out", "run", "--json").MustEndWell();
        using var summary = JsonDocument.Parse(trained.Output);
        Assert.Equal(300, summary.RootElement.GetProperty("t_env").GetInt64());
        packed.Tool(folder, "evaluate", "run", "--episodes", "4").MustEndWell();
    }

    [PackagingFact]
    public void The_tool_refuses_with_a_sentence_and_its_exit_code()
    {
        ProgramResult refused = packed.Tool(packed.NewFolder("refusal"), "train", "qmixx", "matrix/qtran");
        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith("error: ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("qmix", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>As <c>dnx Phalanx.Tool</c> does.</summary>
    [PackagingFact]
    public void The_tool_runs_without_being_installed()
    {
        ProgramResult ran = packed.Dotnet(packed.NewFolder("once"), "tool", "exec", $"Phalanx.Tool@{packed.Version}", "--yes", "--", "list", "algorithms");
        Assert.Contains("qmix", ran.Output, StringComparison.Ordinal);
    }

    /// <summary>The programs that readmes print run as they are printed, in a project that refers to that package alone.</summary>
    [PackagingTheory]
    [InlineData("Phalanx.Foundation")]
    [InlineData("Phalanx.Environments")]
    [InlineData("Phalanx.Learning")]
    public void The_program_of_a_readme_runs(string id)
    {
        string folder = packed.NewFolder(id);
        Assert.NotEmpty(RunReadme(id, folder));
    }

    [PackagingFact]
    public void A_team_that_the_tool_trained_and_exported_acts_in_a_project_that_has_the_acting_package_alone()
    {
        string folder = packed.NewFolder("acting");
        packed.Tool(folder, "train", "vdn", "matrix/climb", "--steps", "300", "--out", "run").MustEndWell();
        packed.Tool(folder, "export", "run", "--out", "policy.safetensors").MustEndWell();
        packed.Tool(folder, "export", "run", "--format", "onnx", "--out", "policy.onnx").MustEndWell();
        Assert.True(new FileInfo(Path.Combine(folder, "policy.onnx")).Length > 1000);
        Assert.Matches("^[0-2] [0-2]$", RunReadme("Phalanx.Acting", folder).Trim());
        string[] assemblies = Directory.GetFiles(Path.Combine(folder, "bin", "Release", "net10.0"), "*.dll");
        Assert.Equal(["Phalanx.Acting", "Uses"], assemblies.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
    }

    /// <summary>The example trains a team for a moment, and plays 100 battles by it and by its file; it ends badly when more than five end otherwise.</summary>
    [PackagingFact]
    public void An_exported_team_ends_its_battles_as_the_trained_one_does()
    {
        string folder = packed.NewFolder("same-team");
        foreach (string file in Directory.GetFiles(RepositoryRoot.At("examples/SameTeam"), "*.cs"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        Assert.Contains("of 100 episodes", Run("Phalanx.Learning", folder), StringComparison.Ordinal);
    }

    [PackagingTheory]
    [InlineData("Arena", "Arena", "arena")]
    [InlineData("my-arena.Two", "my_arena.Two", "my-arena-two")]
    public void The_template_begins_a_project_that_trains_and_passes_its_test(string name, string rootNamespace, string environment)
    {
        string folder = packed.NewFolder($"template-{name}");
        packed.Dotnet(folder, "new", "install", $"Phalanx.Templates@{packed.Version}", "--force");
        packed.Dotnet(folder, "new", "phalanx-environment", "-n", name);
        string project = Path.Combine(folder, name);
        Assert.Equal(
            [".gitignore", "Program.cs", "World.cs", $"{name}.csproj", "tests/WorldTests.cs", $"tests/{name}.Tests.csproj"],
            from file in Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(project, file).Replace('\\', '/')
            where !path.Contains("obj/", StringComparison.Ordinal)
            orderby path.Contains('/'), path.Contains(".csproj", StringComparison.Ordinal), path
            select path);
        string world = File.ReadAllText(Path.Combine(project, "World.cs"));
        Assert.Contains($"namespace {rootNamespace};", world, StringComparison.Ordinal);
        Assert.Contains($"\"{environment}\"", world, StringComparison.Ordinal);
        ProgramResult ran = packed.Dotnet(project, "run", "--configuration", "Release");
        Assert.Contains("Trained: return", ran.Output, StringComparison.Ordinal);
        string last = ran.Output.TrimEnd().Split('\n')[^1];
        Assert.Matches("^[01] (. ){5}[01]$", last); // both gates are guarded in the end
        packed.Dotnet(Path.Combine(project, "tests"), "test", "--configuration", "Release");
    }

    /// <summary>Runs the program that a package's readme prints, in a project of that folder.</summary>
    private string RunReadme(string id, string folder)
    {
        string program = Regex.Match(packed.Open(id).ReadText("README.md"), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.NotEmpty(program);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return Run(id, folder);
    }

    /// <summary>Runs the code that lies in a folder, with one package and what comes with it.</summary>
    private string Run(string id, string folder)
    {
        File.WriteAllText(Path.Combine(folder, "Uses.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{id}" Version="{packed.Version}" />
              </ItemGroup>
            </Project>
            """);
        return packed.Dotnet(folder, "run", "--configuration", "Release").Output;
    }
}
