using FsCheck;
using FsCheck.Fluent;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>Files of settings, and every sentence that refuses one. {0} in a sentence is the file.</summary>
public sealed class SettingsFileTests
{
    [Fact]
    public void A_file_sets_what_is_in_it_and_nothing_else()
    {
        RunSettings run = Load("""
            # a comment
            env: {punishment: -4, label: ~, path: 'null'}
            learner:
              lr: 1e-3
              double_q: false
            training.steps: 5
            agent:
            """).Run;

        RunSettings expected = Run(new GameSettings { Punishment = -4, Path = "null" }) with
        {
            Learner = new LearnerSettings { Lr = 1e-3, DoubleQ = false },
            Training = new TrainingSettings { Steps = 5 },
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
    [InlineData("learner:\n  lr: fast\n", "learner.lr is 'fast' in {0}, line 2; it must be a finite number above 0")]
    [InlineData("learner:\n  lr: \"0.1\"\n", "learner.lr is the text '0.1' in {0}, line 2; it must be a finite number above 0")]
    [InlineData("learner:\n  lr:\n", "learner.lr is empty in {0}, line 2; it must be a finite number above 0")]
    [InlineData("learner: {lr: [1]}\n", "learner.lr is a list in {0}, line 1; it must be a finite number above 0")]
    [InlineData("learner: {lr: {a: 1}}\n", "learner.lr is a group of settings in {0}, line 1; it must be a finite number above 0")]
    [InlineData("\nlearner:\n  rl: 1\n", "unknown setting 'learner.rl' in {0}, line 3; did you mean 'learner.lr'?")]
    [InlineData("lerner:\n  lr: 1\n", "unknown setting 'lerner' in {0}, line 2; did you mean 'learner'?")]
    [InlineData("learner: 5\n", "learner is 5 in {0}, line 1; it must be a group of settings")]
    [InlineData("algorithm: qmix\n", "algorithm is 'qmix' in {0}, line 1; it must be a group of settings, in which 'algorithm.name' is its name")]
    [InlineData("algorithm: {name: [qmix]}\n", "algorithm.name is a list in {0}, line 1; it must be a name")]
    [InlineData("algorithm.name: qmix\n", "algorithm.name in {0}, line 1 cannot be set; name the algorithm and the environment as arguments or in --config")]
    [InlineData("learner: {lr: 1}\nlearner.lr: 2\n", "learner.lr is given twice, again in {0}, line 2")]
    [InlineData("learner:\n  lr: 1\n  lr: 2\n", "{0}, line 3, column 3: 'lr' is given twice")]
    [InlineData("- learner\n", "{0}, line 1, column 1: settings must be groups of names and values, not a list")]
    [InlineData("learner\n", "{0}, line 1, column 1: settings must be groups of names and values, not 'learner'")]
    [InlineData("a: 1\n---\nb: 2\n", "{0}, line 2, column 1: only one document is allowed in settings")]
    [InlineData("a: &x 1\n", "{0}, line 1, column 4: anchors and aliases are not allowed in settings")]
    [InlineData("a: *x\n", "{0}, line 1, column 4: anchors and aliases are not allowed in settings")]
    [InlineData("a: !!int 1\n", "{0}, line 1, column 4: tags are not allowed in settings")]
    [InlineData("? [a]\n: 1\n", "{0}, line 1, column 3: a name is expected before the colon")]
    public void A_wrong_file_is_refused_with_its_line(string yaml, string sentence) => AssertRefused(yaml, sentence);

    [Theory]
    [InlineData("learner: [1\n", 2)]
    [InlineData("learner:\n\tlr: 1\n", 2)]
    [InlineData("a: 1\nb: 'x\n", 2)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("learner:\n  lr: 1\n gamma: 1\n", 3)]
    [InlineData("a: \"\\q\"\n", 1)]
    [InlineData("!!]", 1)]
    [InlineData("- [\n~\\learner  ]%11*a}", 1)]
    [InlineData("%YAML 9.9\n---\na: 1\n", 1)]
    public void Broken_yaml_is_refused_in_one_sentence_with_line_and_column(string yaml, int line)
    {
        using TemporaryFile file = new(yaml);

        string sentence = Refusal(() => Resolver().Resolve(Request() with { ConfigFile = file.Path }));

        Assert.Matches($"^'{file.Path}', line {line}, column [0-9]+: broken YAML: [^\n]*[^\n.]$", sentence);
    }

    [Fact]
    public void Deep_nesting_and_absurd_length_are_refused()
    {
        AssertRefused($"a: {new string('[', 100_000)}", "{0}, line 1, column 20: settings do not nest so deep");
        AssertRefused($"a: {new string('x', 1 << 20)}", "{0} is too long to be settings");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused_with_the_reason()
    {
        using TemporaryFile file = new("");
        File.WriteAllBytes(file.Path, [0x61, 0x3a, 0x20, 0xff]);
        string missing = Path.Combine(file.Folder, "missing.yaml");

        Assert.Equal($"cannot read '{missing}': there is no such file", Refusal(() => LoadFile(missing)));
        Assert.Equal($"cannot read '{file.Folder}': it is a folder", Refusal(() => LoadFile(file.Folder)));
        Assert.Equal($"cannot read '{file.Path}': it is not text in UTF-8", Refusal(() => LoadFile(file.Path)));
        Assert.Equal("cannot read '': that names no file", Refusal(() => LoadFile("")));
    }

    [Fact]
    public void Whatever_the_text_it_is_read_or_refused_by_a_sentence()
    {
        string[] pieces = ["learner", ":", " ", "\n", "  ", "lr", "-", "[", "]", "{", "}", "'", "\"", "&a", "*a", "!", "|", ">", "%", "#", "?", ",", "1", "\t", "\0", "\\", "é", "~"];
        Gen<string> texts = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            using TemporaryFile file = new(text);
            try
            {
                LoadFile(file.Path);
            }
            catch (UserErrorException refused)
            {
                Assert.DoesNotContain("\n", refused.Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(30));
    }

    private static ResolvedSettings<RunSettings> LoadFile(string path) => Resolver().Resolve(Request() with { ConfigFile = path });

    private static ResolvedSettings<RunSettings> Load(string yaml)
    {
        using TemporaryFile file = new(yaml);
        return LoadFile(file.Path);
    }

    private static void AssertRefused(string yaml, string sentence)
    {
        using TemporaryFile file = new(yaml);
        Assert.Equal(sentence.Replace("{0}", $"'{file.Path}'", StringComparison.Ordinal), Refusal(() => LoadFile(file.Path)));
    }
}
