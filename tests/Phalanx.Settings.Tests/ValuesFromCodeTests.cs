using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary>Settings as C# sees them: records made by a program, and values by path.</summary>
public sealed class ValuesFromCodeTests
{
    [Fact]
    public void A_record_made_by_a_program_is_held_to_the_same_limits_as_a_file()
    {
        Assert.Equal(
            "search.rate is -1; it must be a finite number above 0",
            RefusalOf(Run() with { Search = new SearchSettings { Rate = -1 } }));
        Assert.Equal(
            "search.rate is Infinity; it must be a finite number above 0",
            RefusalOf(Run() with { Search = new SearchSettings { Rate = double.PositiveInfinity } }));
        Assert.Equal(
            "search.rule is 7; it must be one of plain, heavy",
            RefusalOf(Run() with { Search = new SearchSettings { Rule = (Rule)7 } }));
        Assert.Equal("env.path is empty; it must be a text", RefusalOf(Run(new PlaceSettings { Path = null! })));
        Assert.Equal(
            "search.batch is 33; it must be at most store.capacity, which is 8",
            RefusalOf(Run() with { Search = new() { Batch = 33 }, Store = new() { Capacity = 8 } }));
    }

    [Fact]
    public void Values_of_a_document_have_their_place_and_source_and_the_last_of_a_path_counts()
    {
        var document = DocumentNode.Read("rates: [0.1, 0.2, none]", "plan.yaml", "plans").Required("rates");
        Assert.Equal((true, false), (document.IsList, document.Items()[0].IsList));
        PlacedSetting[] placed = [.. document.Items().Take(2).Select(value => new PlacedSetting("search.rate", value, "table 1"))];
        ResolvedSetting rate = Resolver().Resolve(Request() with { Placed = placed })["search.rate"];
        Assert.Equal(("0.2", "table 1 ('plan.yaml', line 1)"), (rate.Text, rate.Origin.ToString()));
        Assert.Equal(
            "search.rate is 'none' in 'plan.yaml', line 1; it must be a finite number above 0",
            Refusal(() => Resolver().Resolve(Request() with { Placed = [new PlacedSetting("search.rate", document.Items()[2])] })));
    }

    [Fact]
    public void Values_by_path_may_be_of_any_type_that_fits_the_setting()
    {
        StandInRequest request = Request() with
        {
            Values = new Dictionary<string, object?>
            {
                ["search.rate"] = 1e-3f,
                ["search.decay"] = 1,
                ["search.rule"] = Rule.Heavy,
                ["search.exact"] = false,
                ["length.steps"] = 7,
                ["length.threads"] = null,
                ["env.path"] = "5",
            },
        };

        StandInRun run = Resolver().Resolve(request).Run;

        Assert.Equal(
            new SearchSettings { Rate = 0.001, Decay = 1, Rule = Rule.Heavy, Exact = false },
            run.Search);
        Assert.Equal(7, run.Length.Steps);
        Assert.Equal(new PlaceSettings { Path = "5" }, run.Env);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_refused_with_what_was_given()
    {
        Assert.Equal("search.rate is the text '0.1'; it must be a finite number above 0", RefusalOf("search.rate", "0.1"));
        Assert.Equal("search.exact is 1; it must be true or false", RefusalOf("search.exact", 1));
        Assert.Equal("search.rate is empty; it must be a finite number above 0", RefusalOf("search.rate", null));
    }

    [Fact]
    public void A_record_with_a_property_that_cannot_be_a_setting_is_the_programmers_error()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => SettingChecks.ThrowIfInvalid(Run() with { Algorithm = new Unbindable() }));

        Assert.StartsWith("Unbindable.Table cannot be a setting: ", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SettingChecks.ThrowIfInvalid(Run() with { Algorithm = new Endless() }));
    }

    [Fact]
    public void An_environments_settings_must_not_hide_its_name()
    {
        SettingsResolver<StandInRun> resolver = new(_ => new(new MethodSettings()), _ => new(new Named()), new PresetLibrary([]));

        Assert.Throws<ArgumentException>(() => resolver.Resolve(Request()));
    }

    private static string RefusalOf(StandInRun run) => Refusal(() => SettingChecks.ThrowIfInvalid(run));

    private static string RefusalOf(string path, object? value) =>
        Refusal(() => Resolver().Resolve(Request() with { Values = new Dictionary<string, object?> { [path] = value } }));

    private sealed record Unbindable
    {
        public double[,] Table { get; init; } = new double[1, 1];
    }

    private sealed record Endless
    {
        private readonly Endless? _inner;

        public Endless Inner { get => _inner ?? new Endless(); init => _inner = value; }
    }

    private sealed record Named
    {
        public string Name { get; init; } = "";
    }
}
