using FsCheck;
using FsCheck.Fluent;
using static Phalanx.Settings.Tests.StandIns;

namespace Phalanx.Settings.Tests;

/// <summary><c>settings.yaml</c>: complete, the same for the same settings, and enough to make the same run again.</summary>
public sealed class SettingsYamlTests
{
    [Fact]
    public void The_file_has_the_heading_of_the_run_and_every_setting_in_its_group()
    {
        StandInRun run = Run(new PlaceSettings { ClipAt = -10, Label = "yes", Path = "games\\a \"b\".json" });

        Assert.Equal(
            """
            # All that the search is told.
            env:
              name: hill/round
              view: near
              height: -2
              share: 0.5
              sides: 3
              seed: 0
              clip_at: -10
              path: "games\\a \"b\".json"
              label: "yes"
              difficulty: easy
            algorithm:
              name: climb
              width: 32
              weight: 0.1
            search:
              rule: plain
              rate: 0.0005
              decay: 0.99
              momentum: 0.9
              damping: 1
              exact: true
              batch: 32
              unit: passes
            walk:
              step:
                first: 1
                last: 0.05
                count: 50000
              warmup: 0
            length:
              steps: 2050000
              steps_per_pass: 1
              seed: 0
              threads: null
            store:
              capacity: 5000

            """,
            SettingsYaml.Write(run));
    }

    [Fact]
    public void An_environment_and_an_algorithm_without_settings_are_written_by_their_names_alone()
    {
        string yaml = SettingsYaml.Write(Run() with { Algorithm = new WithoutSettings(), Env = new WithoutSettings() });

        Assert.Contains("env:\n  name: hill/round\nalgorithm:\n  name: climb\nsearch:\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_a_file_that_was_written_gives_the_same_settings() =>
        Prop.ForAll<int>(seed =>
        {
            StandInRun run = RandomRun(new Random(seed));
            string yaml = SettingsYaml.Write(run);
            using TemporaryFolder folder = new();
            string file = folder.Write("run.yaml", yaml);

            StandInRun read = Resolver().Resolve(new SettingsRequest { ConfigFile = file }).Run;

            Assert.Equal(run, read);
            Assert.Equal(yaml, SettingsYaml.Write(read));
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void The_random_settings_of_these_tests_differ() =>
        Assert.Equal(50, Enumerable.Range(0, 50).Select(seed => SettingsYaml.Write(RandomRun(new Random(seed)))).Distinct().Count());

    [Fact]
    public void Settings_that_are_not_allowed_are_not_written() => Assert.Equal(
        "length.steps is 0; it must be a whole number of at least 1",
        Refusal(() => SettingsYaml.Write(Run() with { Length = new LengthSettings { Steps = 0 } })));

    [Fact]
    public void Settings_that_do_not_go_together_are_not_written() => Assert.Equal(
        "search.batch is 6000; it must be at most store.capacity, which is 5000",
        Refusal(() => SettingsYaml.Write(Run() with { Search = new SearchSettings { Batch = 6000 } })));

    private static StandInRun RandomRun(Random random)
    {
        StandInRun defaults = Run() with
        {
            AlgorithmName = StandIns.Algorithms[random.Next(StandIns.Algorithms.Length)],
            EnvironmentName = StandIns.Environments[random.Next(StandIns.Environments.Length)],
        };
        var run = (StandInRun)SettingsTree.Of(defaults).Build(setting => RandomValue(setting, random));
        return run with { Store = run.Store with { Capacity = Math.Max(run.Store.Capacity, run.Search.Batch) } };
    }

    /// <summary>Draws values of all types until one is allowed, so that a new setting needs no new generator.</summary>
    private static object? RandomValue(Setting setting, Random random)
    {
        while (true)
        {
            object? candidate = random.Next(10) switch
            {
                0 => null,
                1 => random.Next(2) == 0,
                2 => random.Next(3) == 0 ? random.Next() : random.Next(12),
                3 => random.Next(3) == 0 ? random.NextInt64() : random.NextInt64(2_000_000),
                4 => (ulong)random.NextInt64() << 1,
                5 => RandomNumber(random),
                6 => RandomText(random),
                7 => (Rule)random.Next(2),
                _ => random.Next(2) == 0 ? (Unit)random.Next(2) : (View)random.Next(2),
            };
            if (setting.Kind.Allows(candidate))
            {
                return candidate;
            }
        }
    }

    private static double RandomNumber(Random random) => random.Next(4) switch
    {
        0 => random.NextDouble(),
        1 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        2 => Math.Pow(10, random.Next(-20, 20)),
        _ => random.Next(-3, 4),
    };

    private static string RandomText(Random random)
    {
        string[] texts =
        [
            "", " ", "easy", "hard", "null", "~", "true", "no", "1", "-1e5", "a b", " a", "a ", "a: b", "a #b", "#", "'", "\"", "\\", "\\n", "\n", "\r\n", "\t",
            "\0", "\u007f", "\u0085", "\u2028", "\ufeff", "é", "漢字", "😀", "[a, b]", "{a: b}", "&a", "*a", "!a", "%a", "- a", "-", "?", "|", ">", ",", "a/b-c_d.e",
            "C:\\games\\a.json", "---", "...", "=", "<<",
        ];
        return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => texts[random.Next(texts.Length)]));
    }

    private sealed record WithoutSettings;
}
