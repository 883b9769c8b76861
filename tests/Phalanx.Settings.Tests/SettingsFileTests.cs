using FsCheck;
using FsCheck.Fluent;
using Phalanx.Foundation;
using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary>Files of settings, and every sentence that refuses one. {0} in a sentence is the file.</summary>
public sealed class SettingsFileTests
{
    [Fact]
    public void A_file_sets_what_is_in_it_and_nothing_else()
    {
        StandInRun run = Load("""
            # a comment
            env: {height: -4, label: ~, path: 'null'}
            search:
              rate: 1e-3
              exact: false
            length.steps: 5
            walk:
            """).Run;

        StandInRun expected = Run(new PlaceSettings { Height = -4, Path = "null" }) with
        {
            Search = new SearchSettings { Rate = 1e-3, Exact = false },
            Length = new LengthSettings { Steps = 5 },
        };
        Assert.Equal(expected, run);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n...\n")]
    [InlineData("{}")]
    public void An_empty_file_sets_nothing(string yaml) => Assert.Equal(Run(), Load(yaml).Run);

    [Theory]
    [InlineData("search:\n  rate: fast\n", "search.rate is 'fast' in {0}, line 2; it must be a finite number above 0")]
    [InlineData("search:\n  rate: \"0.1\"\n", "search.rate is the text '0.1' in {0}, line 2; it must be a finite number above 0")]
    [InlineData("search:\n  rate:\n", "search.rate is empty in {0}, line 2; it must be a finite number above 0")]
    [InlineData("search: {rate: [1]}\n", "search.rate is a list in {0}, line 1; it must be a finite number above 0")]
    [InlineData("search: {rate: {a: 1}}\n", "search.rate is a group of names and values in {0}, line 1; it must be a finite number above 0")]
    [InlineData("\nsearch:\n  raet: 1\n", "unknown setting 'search.raet' in {0}, line 3; did you mean 'search.rate'?")]
    [InlineData("serch:\n  rate: 1\n", "unknown setting 'serch' in {0}, line 2; did you mean 'search'?")]
    [InlineData("search: 5\n", "search is 5 in {0}, line 1; it must be a group of settings")]
    [InlineData("algorithm: climb\n", "algorithm is 'climb' in {0}, line 1; it must be a group of settings, in which 'algorithm.name' is its name")]
    [InlineData("algorithm: {name: [climb]}\n", "algorithm.name is a list in {0}, line 1; it must be a name")]
    [InlineData("algorithm.name: climb\n", "algorithm.name in {0}, line 1 cannot be set; name the algorithm and the environment as arguments or in --config")]
    [InlineData("search: {rate: 1}\nsearch.rate: 2\n", "search.rate is given twice, again in {0}, line 2")]
    [InlineData("search:\n  rate: 1\n  rate: 2\n", "{0}, line 3, column 3: 'rate' is given twice")]
    [InlineData("- search\n", "{0}, line 1, column 1: settings must be groups of names and values, not a list")]
    [InlineData("search\n", "{0}, line 1, column 1: settings must be groups of names and values, not 'search'")]
    [InlineData("a: 1\n---\nb: 2\n", "{0}, line 2, column 1: only one document is allowed in settings")]
    [InlineData("a: &x 1\n", "{0}, line 1, column 4: anchors and aliases are not allowed in settings")]
    [InlineData("a: *x\n", "{0}, line 1, column 4: anchors and aliases are not allowed in settings")]
    [InlineData("a: !!int 1\n", "{0}, line 1, column 4: tags are not allowed in settings")]
    [InlineData("? [a]\n: 1\n", "{0}, line 1, column 3: a name is expected before the colon")]
    public void A_file_with_a_wrong_name_value_or_form_is_refused_with_the_line(string yaml, string sentence) => AssertFileRefused(yaml, sentence);

    [Theory]
    [InlineData("search: [1\n", 2)]
    [InlineData("search:\n\trate: 1\n", 2)]
    [InlineData("a: 1\nb: 'x\n", 2)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("search:\n  rate: 1\n decay: 1\n", 3)]
    [InlineData("a: \"\\q\"\n", 1)]
    [InlineData("!!]", 1)]
    [InlineData("- [\n~\\search  ]%11*a}", 1)]
    [InlineData("%YAML 9.9\n---\na: 1\n", 1)]
    public void Broken_yaml_is_refused_in_one_sentence_with_line_and_column(string yaml, int line)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", yaml);

        string sentence = Refusal(() => Resolver().Resolve(Request() with { ConfigFile = file }));

        Assert.Matches($"^'{file}', line {line}, column [0-9]+: broken YAML: [^\n]*[^\n.]$", sentence);
    }

    [Fact]
    public void Files_that_nest_too_deep_or_are_too_long_are_refused()
    {
        AssertFileRefused($"a: {new string('[', 100_000)}", "{0}, line 1, column 20: settings do not nest so deep");
        AssertFileRefused($"a: {new string('x', 1 << 20)}", "{0} is too long for settings");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused_with_the_reason()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", "");
        File.WriteAllBytes(file, [0x61, 0x3a, 0x20, 0xff]);
        string missing = Path.Combine(folder.Path, "missing.yaml");

        Assert.Equal($"cannot read '{missing}': there is no such file", Refusal(() => LoadFile(missing)));
        Assert.Equal($"cannot read '{folder.Path}': it is a folder", Refusal(() => LoadFile(folder.Path)));
        Assert.Equal($"cannot read '{file}': it is not text in UTF-8", Refusal(() => LoadFile(file)));
        Assert.Equal("cannot read '': that names no file", Refusal(() => LoadFile("")));
    }

    [Fact]
    public void The_environment_of_a_file_need_not_be_known_where_it_is_left_out()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", "env:\n  name: moon/far\n  craters: 7\nalgorithm:\n  name: climb\n  width: 5\n");
        var request = new SettingsRequest { ConfigFile = file };
        SettingsResolver<StandInRun> resolver = new(name => new(new MethodSettings()), _ => throw new UserErrorException("there is no such environment"), new PresetLibrary([]));

        Assert.Equal("there is no such environment", Refusal(() => resolver.Resolve(request)));

        StandInRun run = resolver.Resolve(request with { LeavesEnvironmentOut = true }).Run;
        Assert.Equal(("moon/far", 5), (run.EnvironmentName, ((MethodSettings)run.Algorithm).Width));
    }

    [Fact]
    public void A_file_of_any_text_is_read_or_refused_in_one_line()
    {
        string[] pieces = ["search", ":", " ", "\n", "  ", "rate", "-", "[", "]", "{", "}", "'", "\"", "&a", "*a", "!", "|", ">", "%", "#", "?", ",", "1", "\t", "\0", "\\", "é", "~"];
        Gen<string> texts = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            using TemporaryFolder folder = new();
            string file = folder.Write("run.yaml", text);
            try
            {
                LoadFile(file);
            }
            catch (UserErrorException refused)
            {
                Assert.DoesNotContain("\n", refused.Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(30));
    }

    private static ResolvedSettings<StandInRun> LoadFile(string path) => Resolver().Resolve(Request() with { ConfigFile = path });

    private static ResolvedSettings<StandInRun> Load(string yaml)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("run.yaml", yaml);
        return LoadFile(file);
    }
}
