using System.Reflection;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

public sealed class SpecOfTests : IDisposable
{
    private const int Draws = 40;

    private static readonly StreamPurpose Settings = StreamPurpose.Named("spec of random settings");

    private readonly TemporaryFolder _folder = new();

    /// <summary>All but the one whose specification another program tells.</summary>
    public static TheoryData<string> BuiltIns => [.. EnvironmentRegistry.WithBuiltIns().Names.Where(name => name != "external")];

    public static TheoryData<string> Members => [.. typeof(EnvironmentSpec).GetProperties().Select(property => property.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void The_declared_specification_of_a_built_in_environment_is_that_of_the_batch_made(string name)
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];
        object runnable = RunnableSettings.Of(definition, _folder);
        AssertSame(definition, runnable);
        RandomStream stream = new(0, Settings, 0);
        int made = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            made += AssertSame(definition, RandomSettings.Like(runnable, ref stream)) ? 1 : 0;
        }

        Assert.InRange(made, 1, Draws);
    }

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Every_built_in_environment_declares_its_specification(string name)
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];

        Assert.NotNull(definition.DeclaredSpecOf(RunnableSettings.Of(definition, _folder)));
    }

    [Fact]
    public void An_environment_that_declares_its_specification_is_not_made_to_tell_it()
    {
        CountingEnvironments counting = new();

        Assert.Null(Differences.First(counting.Spec, counting.Registry()[CountingEnvironments.Name].SpecOf()));
        Assert.Equal(0, counting.Made);
    }

    [Fact]
    public void An_environment_that_declares_no_specification_is_made_once_to_tell_it_and_disposed()
    {
        CountingEnvironments counting = new() { DeclaresSpec = false };

        Assert.Null(Differences.First(counting.Spec, counting.Registry()[CountingEnvironments.Name].SpecOf()));
        Assert.Equal((1, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_declared_specification_is_checked_as_that_of_an_environment()
    {
        EnvironmentRegistry registry = new();
        registry.Register("empty", "has no agents", () => new Corridor(), () => new Corridor().Spec with { Agents = 0 });
        registry.Register("none", "declares null", () => new Corridor(), () => null!);

        Assert.Equal(
            "environment 'corridor': its specification is wrong: Agents is 0; it must be at least 1",
            Assert.Throws<EnvironmentContractException>(() => registry["empty"].SpecOf()).Message);
        Assert.Equal(
            "environment 'none': its specification is null",
            Assert.Throws<EnvironmentContractException>(() => registry["none"].SpecOf()).Message);
        Assert.Throws<ArgumentException>(() => registry["empty"].SpecOf("no settings"));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Specifications_that_differ_in_one_member_are_not_equal(string member)
    {
        EnvironmentSpec one = new Corridor().Spec with { Payoffs = new PayoffTable(2, 2, [1, 2, 3, 4]) };
        EnvironmentSpec other = one with { };
        PropertyInfo property = typeof(EnvironmentSpec).GetProperty(member)!;
        Assert.Null(Differences.First(one, other));
        property.SetValue(other, Changed(property.GetValue(one)));

        Assert.Contains(member, Differences.First(one, other), StringComparison.Ordinal);
        Assert.NotEqual(one, other);
    }

    private static object Changed(object? value) => value switch
    {
        int number => number + 1,
        bool flag => !flag,
        string text => text + "-2",
        IReadOnlyList<string> list => list.Append("another").ToArray(),
        IReadOnlyList<ObservationPart> parts => parts.Append(new ObservationPart("part", 0, [1])).ToArray(),
        ActionSpec actions => ActionSpec.Discrete(actions.Count + 1),
        EntitySpec entities => entities with { AppendLastActions = !entities.AppendLastActions },
        PayoffTable => new PayoffTable(2, 2, [1, 2, 3, 5]),
        _ => throw new NotSupportedException($"Say how a {value?.GetType().Name} is changed."),
    };

    /// <summary>Whether the settings can be used; when they cannot, both ways refuse them in the same words.</summary>
    private static bool AssertSame(EnvironmentDefinition definition, object settings)
    {
        EnvironmentSpec declared;
        try
        {
            declared = definition.SpecOf(settings);
        }
        catch (UserErrorException refusal)
        {
            Assert.Equal(refusal.Message, Assert.Throws<UserErrorException>(() => definition.Create(settings, 2)).Message);
            return false;
        }

        using IEnvironmentBatch batch = definition.Create(settings, 2);
        Assert.Null(Differences.First(batch.Spec, declared));
        Assert.Equal(batch.Spec, declared);
        return true;
    }
}
