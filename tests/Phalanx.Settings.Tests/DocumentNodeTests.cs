using Phalanx.Foundation;

namespace Phalanx.Settings.Tests;

/// <summary>Documents that are no settings.</summary>
public sealed class DocumentNodeTests
{
    private enum Colour
    {
        Red,
        DarkBlue,
    }

    [Fact]
    public void Values_are_read_as_what_is_asked_for()
    {
        DocumentNode plan = Read("name: a\nsize: 2.5\ncount: 3\nopen: true\ncolour: dark_blue\nlist: [1, 2]\ngroup: {b: 1, a: 2}\n");

        Assert.Equal(("a", 2.5, 3), (plan.Required("name").Text(), plan.Required("size").Number(0, 3), plan.Required("count").WholeNumber(3, 3)));
        Assert.True(plan.Required("open").Boolean());
        Assert.Equal(Colour.DarkBlue, plan.Required("colour").OneOf<Colour>());
        Assert.Equal([1, 2], plan.Required("list").Items().Select(item => item.WholeNumber(0, 9)));
        Assert.Equal(["group.b", "group.a"], plan.Required("group").Members().Select(member => member.Path));
    }

    [Fact]
    public void An_empty_value_is_as_none()
    {
        Assert.Null(Read("size:\n").Find("size"));
        Assert.Equal("size is missing in 'plan.yaml', line 1", Refusal(() => Read("size:\n").Required("size")));
        Assert.Equal("size is missing in 'plan.yaml'", Refusal(() => Read("# nothing\n").Required("size")));
    }

    [Theory]
    [InlineData("low", "size is 'low' in 'plan.yaml', line 1; it must be a finite number from 0 to 3")]
    [InlineData("4", "size is 4 in 'plan.yaml', line 1; it must be a finite number from 0 to 3")]
    [InlineData("{a: 1}", "size is a group of names and values in 'plan.yaml', line 1; it must be a finite number from 0 to 3")]
    public void What_a_value_is_not_is_said_with_its_line(string value, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Read($"size: {value}\n").Required("size").Number(0, 3)));

    [Fact]
    public void Other_kinds_are_refused_too()
    {
        DocumentNode plan = Read("size: 1\ncolour: dark_bleu\n");

        Assert.Equal("size is 1 in 'plan.yaml', line 1; it must be a list", Refusal(() => plan.Required("size").Items()));
        Assert.Equal("size is 1 in 'plan.yaml', line 1; it must be a group of names and values", Refusal(() => plan.Required("size").Members()));
        Assert.Equal("size is 1 in 'plan.yaml', line 1; it must be true or false", Refusal(() => plan.Required("size").Boolean()));
        Assert.Equal(
            "colour is 'dark_bleu' in 'plan.yaml', line 2; it must be one of red, dark_blue; did you mean 'dark_blue'?",
            Refusal(() => plan.Required("colour").OneOf<Colour>()));
        Assert.Equal("unknown key 'colour' in 'plan.yaml', line 2; did you mean 'colours'?", Refusal(() => plan.AllowOnly("size", "colours")));
        Assert.Equal("'plan.yaml', line 1, column 4: tags are not allowed in plans", Refusal(() => Read("a: !b 1\n")));
    }

    [Fact]
    public void A_group_over_another_keeps_what_it_does_not_say_in_groups_inside_too()
    {
        DocumentNode lower = Read("a: 1\nb: 2\nc: {d: 3, e: 4}\n");
        DocumentNode both = Read("b: 5\na:\nc: {e: 6}\nf: 7\n").Over(lower);

        Assert.Null(both.Find("a"));
        Assert.Equal([5, 3, 6, 7], new[] { both.Required("b"), both.Required("c").Required("d"), both.Required("c").Required("e"), both.Required("f") }.Select(node => node.WholeNumber(0, 9)));
    }

    private static DocumentNode Read(string yaml) => DocumentNode.Read(yaml, "plan.yaml", "plans");

    private static string Refusal(Action action) => Assert.Throws<UserErrorException>(action).Message;
}
