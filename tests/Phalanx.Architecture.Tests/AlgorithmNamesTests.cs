using System.Text.RegularExpressions;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;

namespace Phalanx.Architecture.Tests;

/// <summary>An algorithm is named where it is registered. All else asks the registry: for its family, its exact limit, what it can be trained on.</summary>
public class AlgorithmNamesTests
{
    private const string Registration = "src/Phalanx.Learning/Methods/BuiltInAlgorithms.cs";

    /// <summary>Files that name some nevertheless, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        [Registration] = "registers them",
        ["src/Phalanx.Cli/Benchmarks/LearnerBenchmarks.cs"] = "the yardstick that others are compared with",
        ["src/Phalanx.Analysis/Sweeps/RandomGameSweep.cs"] = "rows of a table of projections, which are no algorithms",
        ["src/Phalanx.Analysis/Checks/Fsv/ColdPolicies.cs"] = "a theorem of a paper is about it",
        ["src/Phalanx.Analysis/Checks/Fsv/HyperParameters.cs"] = "a table of a paper lists their settings",
        ["src/Phalanx.Analysis/Checks/Fsv/Overgeneralisation.cs"] = "settings of an environment are resolved together with an algorithm of discrete actions",
        ["src/Phalanx.Analysis/Checks/Networks/MonotonicMixers.cs"] = "a theorem of a paper is about them",
        ["src/Phalanx.Analysis/Checks/Qtran/ContinuousActionsRefused.cs"] = "a sentence of a paper is about them",
        ["src/Phalanx.Analysis/Checks/Resq/ListedAlgorithms.cs"] = "a table of a paper lists them",
        ["src/Phalanx.Analysis/Checks/Resq/ResidualNetworks.cs"] = "theorems of a paper are about them",
    };

    private static readonly IReadOnlyList<AlgorithmDefinition> Algorithms = [.. AlgorithmRegistry.WithBuiltIns().All];

    [Fact]
    public void The_code_names_an_algorithm_only_where_it_is_registered()
    {
        string[] found =
        [
            .. from path in Repository.Code
               where path.StartsWith("src/", StringComparison.Ordinal) && !Allowed.ContainsKey(path)
               from name in Named(path)
               select $"{path} names {name}",
        ];
        Assert.True(found.Length == 0, string.Join("; ", found));
    }

    [Fact]
    public void Every_file_that_may_name_algorithms_does() => Assert.All(Allowed.Keys, path => Assert.NotEmpty(Named(path)));

    [Fact]
    public void An_algorithm_is_named_once_where_it_is_registered() => Assert.All(
        Algorithms, algorithm => Assert.Single(Regex.Matches(Repository.Read(Registration), $"\"{Regex.Escape(algorithm.Name)}\"")));

    private static IEnumerable<string> Named(string path)
    {
        string code = Repository.Read(path);
        return Algorithms.Select(algorithm => algorithm.Name).Where(name => code.Contains($"\"{name}\"", StringComparison.Ordinal));
    }
}
