using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

public sealed class EnvironmentFamilyTests
{
    private readonly EnvironmentRegistry _registry = Registered();

    [Fact]
    public void A_name_that_no_list_has_is_found_by_its_family()
    {
        using IEnvironmentBatch batch = _registry.Create("corridor/7-wide", count: 2);

        Assert.Equal((7, 2), (batch.Spec.StateSize, batch.Count));
        Assert.Equal("corridor/7-wide", _registry["corridor/7-wide"].Name);
        Assert.Equal("corridor/7-wide", _registry.Find("corridor/7-wide")?.Name);
        Assert.Equal(typeof(NoSettings), _registry.SettingsOf("corridor/7-wide").Defaults.GetType());
    }

    [Fact]
    public void What_is_registered_by_name_goes_before_the_family() => Assert.Equal("the one to begin with", _registry["corridor/3-wide"].Summary);

    [Fact]
    public void Only_names_that_are_registered_are_listed()
    {
        Assert.Equal(["corridor/3-wide"], _registry.Names);
        Assert.Equal("corridor/3-wide", Assert.Single(_registry).Name);
    }

    [Fact]
    public void A_name_of_another_kind_is_refused_with_the_nearest_listed_one()
    {
        Assert.Null(_registry.Find("corridor/3-wid"));
        Assert.Null(_registry.Find("corridor"));
        Assert.Equal("unknown environment 'corridor/3-wid'; did you mean 'corridor/3-wide'?", RefusalOf("corridor/3-wid"));
        Assert.Equal("unknown environment 'atari'; 'phalanx list environments' names them all", RefusalOf("atari"));
    }

    [Fact]
    public void A_family_says_itself_what_it_does_not_allow()
    {
        Assert.Equal("a corridor is 3 to 9 wide, not 12", RefusalOf("corridor/12-wide"));
        Assert.Throws<UserErrorException>(() => _registry.Find("corridor/12-wide"));
    }

    [Fact]
    public void Families_of_one_prefix_are_asked_one_after_the_other()
    {
        _registry.RegisterFamily("corridor/", name => name == "corridor/endless" ? Define(name, 5) : null);

        Assert.Equal(5, _registry["corridor/endless"].SpecOf().StateSize);
        Assert.Equal(8, _registry["corridor/8-wide"].SpecOf().StateSize);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("corridor")]
    [InlineData("/corridor/")]
    public void A_prefix_is_the_beginning_of_a_path(string prefix) =>
        Assert.Throws<ArgumentException>(() => _registry.RegisterFamily(prefix, _ => null));

    [Fact]
    public void A_family_that_defines_another_name_than_it_was_asked_for_is_refused()
    {
        _registry.RegisterFamily("maze/", _ => Define("maze/other", 5));

        Assert.Equal(
            "The family 'maze/' was asked for 'maze/small' but defined 'maze/other'.",
            Assert.Throws<InvalidOperationException>(() => _registry["maze/small"]).Message);
    }

    private string RefusalOf(string name) => Assert.Throws<UserErrorException>(() => _registry[name]).Message;

    private static EnvironmentRegistry Registered()
    {
        EnvironmentRegistry registry = new();
        registry.Register(Define("corridor/3-wide", 3, "the one to begin with"));
        registry.RegisterFamily("corridor/", OfName);
        return registry;
    }

    private static EnvironmentDefinition? OfName(string name)
    {
        string[] words = name["corridor/".Length..].Split('-');
        return words is not [string number, "wide"] || !int.TryParse(number, CultureInfo.InvariantCulture, out int width) ? null
            : width is >= 3 and <= 9 ? Define(name, width)
            : throw new UserErrorException($"a corridor is 3 to 9 wide, not {width}");
    }

    private static EnvironmentDefinition Define(string name, int width, string summary = "a corridor of any width") =>
        EnvironmentDefinition.Of<NoSettings>(name, summary, (_, count) => EnvironmentBatch.Of(() => new Widened(width), count));

    private sealed class Widened(int stateSize) : Corridor
    {
        public override EnvironmentSpec Spec => base.Spec with { StateSize = stateSize };
    }
}
