using FsCheck;
using FsCheck.Fluent;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary><c>settings.yaml</c>: complete, the same for the same settings, and as good as the command that it was written by.</summary>
public sealed class SettingsYamlTests
{
    [Fact]
    public void Every_setting_is_written_in_its_group()
    {
        RunSettings run = new()
        {
            AlgorithmName = "qmix",
            EnvironmentName = "matrix/qtran",
            Algorithm = new MethodSettings(),
            Env = new GameSettings { ClipAt = -10, Label = "yes", Path = "games\\a \"b\".json" },
        };

        Assert.Equal(
            """
            # Every setting of this run: `phalanx train --config` with this file runs it again.
            env:
              name: matrix/qtran
              observation: one
              punishment: -2
              share: 0.5
              actions: 3
              seed: 0
              clip_at: -10
              path: "games\\a \"b\".json"
              label: "yes"
              difficulty: easy
            algorithm:
              name: qmix
              embedding: 32
              hypernet_layers: 2
              lambda_opt: 1
              lambda_nopt: 0.1
            agent:
              hidden: 64
              last_action: true
              agent_id: true
            exploration:
              epsilon:
                start: 1
                finish: 0.05
                steps: 50000
              warmup_episodes: 0
            rollout:
              environments: 1
            replay:
              capacity_episodes: 5000
              half_precision: false
              memory_budget: 0.6
            learner:
              optimiser: rmsprop
              lr: 0.0005
              rmsprop_alpha: 0.99
              rmsprop_epsilon: 1.0e-05
              adam_beta1: 0.9
              adam_beta2: 0.999
              adam_epsilon: 1.0e-08
              clip_norm: 10
              gamma: 0.99
              batch_episodes: 32
              double_q: true
              td_lambda: 0
              n_step: 1
              target_interval: 200
              target_unit: episodes
              target_rate: 1
              loss_scale: 1
              shard_rows: 512
            training:
              steps: 2050000
              steps_per_episode: 1
              seed: 0
              threads: null
            evaluation:
              interval: 10000
              episodes: 32
            checkpoint:
              interval: 100000
              keep: null

            """,
            SettingsYaml.Write(run));
    }

    [Fact]
    public void Records_without_settings_are_written_by_their_names_alone()
    {
        string yaml = SettingsYaml.Write(Run() with { Algorithm = new Nothing(), Env = new Nothing() });

        Assert.Contains("env:\n  name: matrix/qtran\nalgorithm:\n  name: qmix\nagent:\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_settings() =>
        Prop.ForAll<int>(seed =>
        {
            RunSettings run = RandomRun(new Random(seed));
            string yaml = SettingsYaml.Write(run);
            using TemporaryFile file = new(yaml);

            RunSettings read = WithBuiltInPresets().Resolve(new SettingsRequest { ConfigFile = file.Path }).Run;

            Assert.Equal(run, read);
            Assert.Equal(yaml, SettingsYaml.Write(read));
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Random_settings_are_not_all_the_same() =>
        Assert.Equal(50, Enumerable.Range(0, 50).Select(seed => SettingsYaml.Write(RandomRun(new Random(seed)))).Distinct().Count());

    [Fact]
    public void Settings_that_are_not_allowed_are_not_written() => Assert.Equal(
        "evaluation.interval is 0; it must be a whole number of at least 1",
        Refusal(() => SettingsYaml.Write(Run() with { Evaluation = new EvaluationSettings { Interval = 0 } })));

    private static RunSettings RandomRun(Random random)
    {
        RunSettings defaults = Run() with
        {
            AlgorithmName = StandIns.Algorithms[random.Next(StandIns.Algorithms.Length)],
            EnvironmentName = StandIns.Environments[random.Next(StandIns.Environments.Length)],
        };
        var run = (RunSettings)SettingsTree.Of(defaults).Build(setting => RandomValue(setting, random));
        int capacity = Math.Max(run.Replay.CapacityEpisodes, run.Learner.BatchEpisodes);
        return run with
        {
            Replay = run.Replay with { CapacityEpisodes = capacity },
            Learner = run.Learner with { TdLambda = run.Learner.NStep > 1 ? 0 : run.Learner.TdLambda },
        };
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
                7 => (OptimiserKind)random.Next(2),
                _ => random.Next(2) == 0 ? (TargetUnit)random.Next(3) : (Sight)random.Next(2),
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

    private sealed record Nothing;
}
