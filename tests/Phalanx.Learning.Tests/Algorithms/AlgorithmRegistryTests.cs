using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Algorithms;

public class AlgorithmRegistryTests
{
    [Fact]
    public void Every_algorithm_has_its_file_its_test_its_preset_and_its_page()
    {
        foreach (string name in AlgorithmRegistry.WithBuiltIns().Names)
        {
            Assert.Equal([], MissingOf(name));
        }
    }

    [Fact]
    public void A_name_that_lacks_them_is_found_out() =>
        Assert.Equal(["src/Phalanx.Learning/Algorithms/NoSuch.cs", "a test of NoSuch", "a preset", "docs/algorithms/no-such.md"], MissingOf("no-such"));

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest()
    {
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => AlgorithmRegistry.WithBuiltIns()["qmx"]);
        Assert.Contains("did you mean 'qmix'?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_registered_once()
    {
        AlgorithmRegistry registry = AlgorithmRegistry.WithBuiltIns();
        Assert.Throws<ArgumentException>(() =>
            registry.Register<NoAlgorithmSettings>("vdn", "again", new(), (team, run, _) => new Vdn<float>(team, run.Agent, run.Learner)));
    }

    [Fact]
    public void A_pairing_that_cannot_work_is_refused_by_declaration()
    {
        var continuous = new EnvironmentSpec
        {
            Name = "reach",
            Agents = 2,
            Actions = ActionSpec.Continuous(1, -1, 1),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 1,
        };
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => new Support().ThrowIfUnfit("qmix", continuous));
        Assert.Contains("'qmix' needs discrete actions, but 'reach' has 1 continuous", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qmix", "two-quadratics", "needs discrete actions")]
    [InlineData("coma", "two-quadratics", "needs discrete actions")]
    [InlineData("vdn-ac", "matrix/qtran", "needs continuous actions")]
    [InlineData("qmix-ac", "matrix/qtran", "needs continuous actions")]
    [InlineData("fsv", "two-quadratics", null)]
    [InlineData("fsv", "matrix/qtran", null)]
    [InlineData("maddpg", "two-quadratics", null)]
    [InlineData("maddpg", "matrix/qtran", null)]
    public void What_knows_one_kind_of_actions_is_refused_on_the_other(string algorithm, string environment, string? refusal)
    {
        EnvironmentRegistry environments = EnvironmentRegistry.WithBuiltIns();
        EnvironmentSpec spec = environments[environment].SpecOf();
        Support support = AlgorithmRegistry.WithBuiltIns()[algorithm].Support;
        if (refusal is null)
        {
            support.ThrowIfUnfit(algorithm, spec);
        }
        else
        {
            Assert.Contains(refusal, Assert.Throws<UserErrorException>(() => support.ThrowIfUnfit(algorithm, spec)).Message, StringComparison.Ordinal);
        }
    }

    private static List<string> MissingOf(string name)
    {
        string root = Repository();
        string type = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        string source = $"src/Phalanx.Learning/Algorithms/{type}.cs";
        string page = $"docs/algorithms/{name}.md";
        bool tested = Directory.EnumerateFiles(Path.Combine(root, "tests/Phalanx.Learning.Tests/Algorithms"), "*ReferenceTests.cs")
            .Any(file => File.ReadAllText(file).Contains($"{type}<T>", StringComparison.Ordinal));
        List<string> missing = [];
        AddUnless(File.Exists(Path.Combine(root, source)), source);
        AddUnless(tested, $"a test of {type}");
        AddUnless(BuiltInPresets.Library.CoversAlgorithm(name), "a preset");
        AddUnless(File.Exists(Path.Combine(root, page)), page);
        return missing;

        void AddUnless(bool there, string what)
        {
            if (!there)
            {
                missing.Add(what);
            }
        }
    }

    private static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Phalanx.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
