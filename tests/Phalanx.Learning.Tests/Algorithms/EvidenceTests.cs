using System.Reflection;
using Phalanx.Environments;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Training;
using Xunit.Abstractions;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// What every registered algorithm is held against: steps that a reference implementation recorded, and differences of its own loss.
/// Which tests do so they say themselves, when they are run: no name is kept here but of algorithms that no step was recorded of.
/// </summary>
public class EvidenceTests(ITestOutputHelper output)
{
    private const string Continuous = "of methods for continuous actions no step was recorded: differences of every phase and the other precision stand in";

    /// <summary>Why there is nothing recorded to reproduce.</summary>
    private static readonly Dictionary<string, string> Unrecorded = new()
    {
        ["FsvContinuous"] = Continuous,
        ["MaddpgContinuous"] = Continuous,
        ["QmixAc"] = Continuous,
        ["VdnAc"] = Continuous,
        ["VdnAtten"] = "no step of it was recorded: its loss is that of the real pass in a recorded step of REFIL over VDN",
    };

    private static readonly MethodInfo[] Tests =
        [.. typeof(EvidenceTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute)))];

    private static readonly Lazy<IReadOnlySet<Type>> Reproduced = new(() => RecordedLearner.Reproduced.From(
        Tests.Where(test => IsReference(test.DeclaringType!) && !test.IsDefined(typeof(ComparesGradientsAttribute)))));

    private static readonly Lazy<IReadOnlySet<Type>> Compared = new(() => LossDifferences.Compared.From(
        Tests.Where(test => test.IsDefined(typeof(ComparesGradientsAttribute)))));

    /// <summary>Every algorithm on a game of each kind of actions that it knows: it may be another class on each.</summary>
    public static TheoryData<string, string> Registered => RegisteredAlgorithmsTests.Names;

    [Theory]
    [MemberData(nameof(Registered))]
    public void Every_algorithm_reproduces_a_recorded_step_or_declares_why_none_exists(string algorithm, string environment)
    {
        Type type = ClassOf(algorithm, environment);
        bool isDeclared = Unrecorded.TryGetValue(NameOf(type), out string? reason);
        output.WriteLine(reason ?? "reproduces recorded steps");
        Assert.True(
            Reproduced.Value.Contains(type) != isDeclared,
            isDeclared
                ? $"{NameOf(type)} reproduces a recorded step: do not declare that there is none"
                : $"no test reproduces a recorded step of {NameOf(type)}; where there is none, declare why");
    }

    [Theory]
    [MemberData(nameof(Registered))]
    public void Every_algorithm_has_a_test_that_compares_its_gradients_with_differences(string algorithm, string environment)
    {
        Type type = ClassOf(algorithm, environment);
        Assert.True(Compared.Value.Contains(type), $"no test compares the gradients of {NameOf(type)} with differences");
    }

    [Fact]
    public void Every_declared_exception_names_a_registered_algorithm() => Assert.Superset(
        Unrecorded.Keys.ToHashSet(), Registered.Select(row => NameOf(ClassOf((string)row[0], (string)row[1]))).ToHashSet());

    private static Type ClassOf(string algorithm, string environment)
    {
        RunSettings settings = RegisteredAlgorithmsTests.SettingsOf(algorithm, environment);
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()[environment].SpecOf(settings.Env);
        return SmallRun.Algorithms[algorithm].Create(spec, settings).Algorithm.GetType().GetGenericTypeDefinition();
    }

    private static string NameOf(Type type) => type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];

    private static bool IsReference(Type type) => type.GetCustomAttributesData().Any(
        attribute => attribute.AttributeType == typeof(TraitAttribute) && attribute.ConstructorArguments[1].Value is "Reference");
}
