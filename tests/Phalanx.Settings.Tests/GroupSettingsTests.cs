using System.Text.Json;
using Phalanx.Foundation;

namespace Phalanx.Settings.Tests;

public class GroupSettingsTests
{
    [Fact]
    public void Values_of_JSON_are_read_as_those_of_the_command_line_are()
    {
        var read = (Settings)Read("""{"size": 5, "share": 0.25, "on": true, "colour": "dark_blue", "label": "x", "limit": null, "seed": 18446744073709551615}""");
        Assert.Equal(new Settings { Size = 5, Share = 0.25, On = true, Colour = Colour.DarkBlue, Label = "x", Limit = null, Seed = ulong.MaxValue }, read);
    }

    [Fact]
    public void What_JSON_leaves_out_is_as_in_the_defaults() =>
        Assert.Equal(
            new Settings { Size = 7, Label = "kept" },
            GroupSettings.Read(new Settings { Size = 3, Label = "kept" }, typeof(Settings), "env", JsonDocument.Parse("""{"size": 7}""").RootElement));

    [Theory]
    [InlineData("""{"size": 0}""", "env.size is 0; it must be a whole number from 1 to 9")]
    [InlineData("""{"size": "5"}""", "env.size is the text '5'; it must be a whole number from 1 to 9")]
    [InlineData("""{"size": [5]}""", "env.size is a list; it must be a whole number from 1 to 9")]
    [InlineData("""{"share": 2}""", "env.share is 2; it must be a finite number above 0 and at most 1")]
    [InlineData("""{"colour": "darkblue"}""", "env.colour is the text 'darkblue'; it must be one of red, dark_blue; did you mean 'dark_blue'?")]
    [InlineData("""{"sise": 5}""", "unknown setting 'env.sise'; did you mean 'env.size'?")]
    [InlineData("""{"zzz.www": 5}""", "unknown setting 'env.zzz.www'; env has size, share, on, colour, label, limit, seed")]
    [InlineData("""{"size": 5, "size": 6}""", "env.size is given twice, again")]
    [InlineData("""{"name": "x"}""", "env.name cannot be set; name the algorithm and the environment as arguments or in --config")]
    [InlineData("""{"label": "\uD800"}""", "a text in the settings is no Unicode: half of a pair of escapes stands alone")]
    [InlineData("5", "the settings are 5; they must be an object of names and values")]
    public void What_is_not_allowed_is_refused_in_the_same_sentences(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<UserErrorException>(() => Read(json)).Message);

    [Fact]
    public void Settings_are_described_in_the_order_of_their_declaration()
    {
        IReadOnlyList<SettingDescription> described = GroupSettings.Describe(new Settings(), typeof(Settings), "env");
        Assert.Equal(
            ["size integer 3", "share number 0.5", "on boolean False", "colour text red", "label text a", "limit integer ", "seed integer 0"],
            described.Select(setting => FormattableString.Invariant($"{setting.Name} {setting.Type} {setting.Default}")));
        Assert.Equal((1, 9), (described[0].Min, described[0].Max));
        Assert.Equal((0, 1), (described[1].Above, described[1].Max));
        Assert.Equal(["red", "dark_blue"], described[3].OneOf);
        Assert.Equal(["limit"], described.Where(setting => setting.MayBeEmpty).Select(setting => setting.Name));
        Assert.Equal("how large it is", described[0].Description);
    }

    [Fact]
    public void A_record_of_another_type_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SettingChecks.ThrowIfInvalid(new Settings(), typeof(object), "env"));

    private static object Read(string json) => GroupSettings.Read(new Settings(), typeof(Settings), "env", JsonDocument.Parse(json).RootElement);

    private enum Colour
    {
        Red,
        DarkBlue,
    }

    private sealed record Settings
    {
        [Setting("how large it is", Min = 1, Max = 9)]
        public int Size { get; init; } = 3;

        [Setting("a share", Above = 0, Max = 1)]
        public double Share { get; init; } = 0.5;

        public bool On { get; init; }

        public Colour Colour { get; init; }

        public string Label { get; init; } = "a";

        public int? Limit { get; init; }

        public ulong Seed { get; init; }
    }
}
