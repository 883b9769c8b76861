using System.Reflection;

namespace Phalanx.Architecture.Tests;

public class ArrowsTests
{
    [Fact]
    public void Every_project_of_the_product_has_a_declared_place()
    {
        Assert.NotEmpty(Repository.Sources);
        Assert.All(Repository.Sources, project => Assert.True(Arrows.Declares(project.Name), $"{project.Path} has no place in the house"));
    }

    [Fact]
    public void No_project_file_refers_against_an_arrow() => Assert.All(
        Repository.Sources,
        project => Assert.All(
            project.References,
            reference => Assert.True(Arrows.From(project.Name).Contains(reference), $"{project.Name} must not know {reference}")));

    [Fact]
    public void No_built_assembly_refers_against_an_arrow()
    {
        var projectOf = Repository.Sources.ToDictionary(project => project.AssemblyName, project => project.Name);
        foreach (Project project in Repository.Sources)
        {
            string file = Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll");
            Assert.True(File.Exists(file), $"{project.AssemblyName} does not lie beside this test: let this project refer to {project.Name}");
            foreach (AssemblyName reference in Assembly.LoadFrom(file).GetReferencedAssemblies())
            {
                if (projectOf.TryGetValue(reference.Name!, out string? referred))
                {
                    Assert.True(Arrows.From(project.Name).Contains(referred), $"{project.Name} must not know {referred}");
                }
            }
        }
    }

    [Fact]
    public void Nothing_but_tests_and_benchmarks_and_examples_refers_to_the_tool() => Assert.All(
        Repository.Sources, project => Assert.DoesNotContain("Phalanx.Cli", project.References));

    [Fact]
    public void No_arrow_runs_in_a_circle() =>
        Assert.All(Repository.Sources, project => Assert.DoesNotContain(project.Name, Arrows.From(project.Name)));

    [Fact]
    public void Numerics_and_environments_do_not_know_each_other()
    {
        Assert.Equal(["Phalanx.Foundation"], Arrows.From("Phalanx.Numerics"));
        Assert.Equal(["Phalanx.Foundation", "Phalanx.Settings"], Arrows.From("Phalanx.Environments").Order(StringComparer.Ordinal));
    }
}
