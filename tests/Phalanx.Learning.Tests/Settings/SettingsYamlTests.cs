using Phalanx.Environments;
using Phalanx.Environments.Matrix;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The <c>settings.yaml</c> of a run: its text is a contract with every run directory that exists.</summary>
public sealed class SettingsYamlTests
{
    private static readonly RunSettings Run = RunSettings.Of(
        ("qmix", new QmixSettings()), ("matrix/file", new PayoffFileSettings { Path = "games\\a \"b\".json" }));

    [Fact]
    public void The_settings_file_has_every_setting_in_its_group() => Assert.Equal(
        """
        # Every setting of this run: `phalanx train --config` with this file runs it again.
        env:
          name: matrix/file
          observation: one
          path: "games\\a \"b\".json"
        algorithm:
          name: qmix
          embedding: 32
          hypernet_layers: 2
          hypernet_width: 64
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
          skip_faults: 0
          step_timeout: null
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
          record_episodes: 0
          keep_records: 8
        checkpoint:
          interval: 100000
          every_minutes: null
          retry_minutes: 10
          keep: null

        """,
        SettingsYaml.Write(Run));

    [Fact]
    public void A_run_configured_by_a_written_settings_file_alone_has_the_same_settings()
    {
        RunSettings run = Run with
        {
            Learner = new LearnerSettings { Optimiser = OptimiserKind.Adam, TargetUnit = TargetUnit.OptimiserSteps },
            Training = new TrainingSettings { StepsPerEpisode = 0.125, Threads = 2 },
        };
        using TemporaryFolder folder = new();
        string file = folder.At("settings.yaml");
        File.WriteAllText(file, SettingsYaml.Write(run));
        SettingsResolver resolver = new(_ => new(new QmixSettings()), _ => new(new PayoffFileSettings()));

        Assert.Equal(run, resolver.Resolve(new RunRequest { ConfigFile = file }).Run);
    }

    /// <summary>Runs that were kept before a setting was there are the runs of its default.</summary>
    [Theory]
    [InlineData("qtran-alt", "input: actions")]
    [InlineData("resq", "constraint: negative_absolute")]
    public void A_settings_file_from_before_a_setting_was_there_has_its_default(string algorithm, string setting)
    {
        SettingsResolver resolver = new(AlgorithmRegistry.WithBuiltIns().SettingsOf, EnvironmentRegistry.WithBuiltIns().SettingsOf);
        RunSettings run = resolver.Resolve(new RunRequest { Algorithm = algorithm, Environment = "matrix/qtran" }).Run;
        string[] lines = SettingsYaml.Write(run).Split('\n');
        string[] before = [.. lines.Where(line => line.Trim() != setting)];
        Assert.Equal(lines.Length - 1, before.Length);
        using TemporaryFolder folder = new();
        Assert.Equal(run, resolver.Resolve(new RunRequest { ConfigFile = folder.Write("settings.yaml", string.Join('\n', before)) }).Run);
    }
}
