using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.Environments.Matrix;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The presets that come with the library: each of them binds, and they say what their sources say.</summary>
public sealed class BuiltInPresetTests
{
    private static readonly AlgorithmRegistry Registry = AlgorithmRegistry.WithBuiltIns();

    /// <summary>Environments that presets name, and others.</summary>
    private static readonly string[] Environments =
    [
        "matrix/qtran", "matrix/resq", "matrix/resq-noisy", "matrix/weighted-qmix", "matrix/qplex-1", "matrix/qplex-3", "matrix/pymarl2",
        "matrix/qtran-21", "matrix/random", "matrix/two-step", "matrix/m-step", .. Battles.Maps, .. Battles.Generated,
    ];

    public static TheoryData<string> Files => [.. BuiltInPresets.Library.Presets.Select(preset => preset.File)];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach (string algorithm in Registry.Names)
            {
                foreach (string environment in Environments)
                {
                    pairs.Add(algorithm, environment);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_value_of_every_preset_binds_and_has_a_source(string file)
    {
        Preset preset = BuiltInPresets.Library.Presets.Single(each => each.File == file);
        string algorithm = Registry.Names.First(name => preset.Algorithms.Includes(Subject(name)) && (preset.Algorithms.Names.Count > 0 || name == "qmix"));
        string environment = preset.Environments.Names.FirstOrDefault("matrix/qtran").Replace("/*", "/qtran", StringComparison.Ordinal);

        ResolvedSettings<RunSettings> resolved = Resolver(new PresetLibrary([preset]))
            .Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = preset.Name });

        ResolvedSetting[] set = [.. resolved.Settings.Where(setting => setting.Origin.Layer == preset.Layer)];
        Assert.Equal(preset.Paths.Order(StringComparer.Ordinal), set.Select(setting => setting.Path).Order(StringComparer.Ordinal));
        Assert.All(set, setting => Assert.NotEmpty(setting.Origin.Source));
        Assert.All(set, setting => Assert.StartsWith($"'{file}', line ", setting.Origin.Place, StringComparison.Ordinal));
    }

    /// <summary>A value that stronger presets hide for every algorithm says something of runs that is not so.</summary>
    [Fact]
    public void Every_value_of_every_preset_decides_some_run()
    {
        HashSet<(string Place, string Path)> deciding =
        [
            .. from algorithm in Registry.Names
               from environment in EnvironmentRegistry.WithBuiltIns().Names
               from name in BuiltInPresets.Library.Presets.Where(preset => preset.Includes(Subject(algorithm), environment)).Select(preset => preset.Name).Distinct()
               from setting in Resolver(BuiltInPresets.Library).Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = name }).Settings
               select (setting.Origin.Place.Split(',')[0], setting.Path),
        ];
        Assert.Empty(from preset in BuiltInPresets.Library.Presets from path in preset.Paths where !deciding.Contains(($"'{preset.File}'", path)) select $"{preset.File}: {path}");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_algorithm_and_environment_resolve_with_each_of_their_presets(string algorithm, string environment)
    {
        IEnumerable<string?> names = BuiltInPresets.Library.Presets
            .Where(preset => preset.Includes(Subject(algorithm), environment))
            .Select(preset => preset.Name)
            .Distinct();

        Assert.All(names, name => Resolve(algorithm, environment, name).ThrowIfInvalid());
        Assert.True(BuiltInPresets.Library.CoversAlgorithm(Subject(algorithm)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_preset_of_a_whole_family_names_the_family(string file)
    {
        IReadOnlyList<string> names = BuiltInPresets.Library.Presets.Single(each => each.File == file).Algorithms.Names;

        Assert.All(
            Registry.All.GroupBy(algorithm => algorithm.Family).Where(family => family.Count() > 1),
            family => Assert.False(
                family.All(algorithm => names.Contains(algorithm.Name)), $"'{file}' lists {family.Key}/* by hand; a new variant would be missing"));
    }

    [Fact]
    public void The_preset_pymarl_equals_the_defaults_of_the_settings_records()
    {
        Assert.Equal(RunSettings.Of(("qmix", new QmixSettings()), ("battle/3m", new BattleMapSettings())), Resolve("qmix", "battle/3m", "pymarl"));
        Assert.Equal(
            RunSettings.Of(("qtran-base", new QtranBaseSettings()), ("battle/3m", new BattleMapSettings())),
            Resolve("qtran-base", "battle/3m", "pymarl"));
    }

    [Fact]
    public void Matrix_games_are_explored_fully_by_default_and_with_the_presets_pymarl_and_pymarl2()
    {
        Assert.All(
            new[] { null, "pymarl", "pymarl2" },
            preset => Assert.Equal(1.0, Resolve("qmix", "matrix/qtran", preset).Exploration.Epsilon.ToSchedule().At(20_000)));
    }

    [Theory]
    [InlineData("matrix/qtran", 20_000)]
    [InlineData("matrix/resq", 50_000)]
    [InlineData("matrix/resq-noisy", 50_000)]
    [InlineData("matrix/two-step", 10_000)]
    [InlineData("matrix/m-step", 105_000)]
    [InlineData("matrix/random", 10_000)]
    [InlineData("battle/3m", 2_050_000)]
    [InlineData("battle/v2/terran_5_vs_5", 10_050_000)]
    public void An_environment_is_trained_for_as_many_steps_as_in_its_paper(string environment, long steps) =>
        Assert.Equal(steps, Resolve("vdn", environment, preset: null).Training.Steps);

    [Fact]
    public void The_preset_pymarl2_has_the_tuned_settings_of_pymarl2()
    {
        RunSettings run = Resolve("qmix", "battle/3m", "pymarl2");

        Assert.Equal(
            new LearnerSettings { Optimiser = OptimiserKind.Adam, Lr = 1e-3, TdLambda = 0.6, BatchEpisodes = 128, LossScale = 0.5 },
            run.Learner);
        Assert.Equal((8, 0.125), (run.Rollout.Environments, run.Training.StepsPerEpisode));
        Assert.Equal(new EpsilonSettings { Steps = 100_000 }, run.Exploration.Epsilon);
    }

    [Fact]
    public void The_preset_pymarl2_plays_its_matrix_game_without_last_actions()
    {
        RunSettings run = Resolve("qmix", "matrix/pymarl2", "pymarl2");

        Assert.Equal(MatrixObservation.StepOneHot, ((MatrixSettings)run.Env).Observation);
        Assert.False(run.Agent.LastAction);
    }

    [Theory]
    [InlineData("cw-qmix", "predator-prey", null, 0.1)]
    [InlineData("qmix-ow", "predator-prey", null, 0.5)]
    [InlineData("ow-qmix", "battle/3s5z", null, 0.75)]
    [InlineData("ow-qmix", "battle/corridor", null, 0.5)]
    [InlineData("ow-qmix", "battle/corridor", "weighted-qmix-figure-6", 0.75)]
    public void The_alpha_of_weighted_qmix_is_what_its_paper_gives_for_a_task(string algorithm, string environment, string? preset, double alpha)
    {
        object settings = Resolve(algorithm, environment, preset).Algorithm;
        Assert.Equal(alpha, (double)settings.GetType().GetProperty("Alpha")!.GetValue(settings)!);
    }

    [Theory]
    [InlineData("vdn")]
    [InlineData("qmix")]
    [InlineData("qtran-base")]
    [InlineData("qtran-alt")]
    public void Hunt_presets_train_32_steps_per_episode_on_batches_of_one(string algorithm)
    {
        RunSettings run = Resolve(algorithm, "hunt", preset: null);

        Assert.Equal((1, 32.0), (run.Learner.BatchEpisodes, run.Training.StepsPerEpisode));
        Assert.Equal((OptimiserKind.Adam, 5e-4, 1e-8), (run.Learner.Optimiser, run.Learner.Lr, run.Learner.AdamEpsilon));
    }

    [Fact]
    public void Qtran_weighs_all_its_losses_equally_in_the_games_of_its_paper_and_is_deeper_on_hunt()
    {
        Assert.All(
            new[] { "matrix/qtran", "squeeze", "squeeze-multi", "hunt" },
            environment => Assert.Equal(new QtranBaseSettings { LambdaNopt = 1 }, Resolve("qtran-base", environment, preset: null).Algorithm));
        Assert.Equal(new QtranAltSettings { LambdaNopt = 1 }, Resolve("qtran-alt", "squeeze-multi", preset: null).Algorithm);
        Assert.Equal(new QtranAltSettings { LambdaNopt = 1, Width = 128, HiddenLayers = 4 }, Resolve("qtran-alt", "hunt", preset: null).Algorithm);
    }

    [Fact]
    public void Qplex_has_more_and_deeper_kernels_on_matrix_games()
    {
        Assert.Equal(new QplexSettings { Kernels = 10, KernelLayers = 3 }, Resolve("qplex", "matrix/qtran", preset: null).Algorithm);
        Assert.Equal(new QplexSettings(), Resolve("qplex", "battle/3m", preset: null).Algorithm);
        Assert.Equal(new QplexSettings { KernelLayers = 2 }, Resolve("qplex", "battle/3m", "pymarl2").Algorithm);
    }

    [Fact]
    public void The_preset_pymarl2_does_not_halve_the_loss_of_weighted_qmix()
    {
        Assert.Equal(1, Resolve("cw-qmix", "battle/3m", "pymarl2").Learner.LossScale);
        Assert.Equal(0.5, Resolve("qatten", "battle/3m", "pymarl2").Learner.LossScale);
    }

    [Fact]
    public void The_preset_paper_depends_on_the_algorithm_and_the_environment()
    {
        RunSettings qtran = Resolve("qtran-base", "matrix/qtran", "paper");
        RunSettings qmix = Resolve("qmix", "matrix/two-step", "paper");

        Assert.Equal((OptimiserKind.Adam, 5e-4, 3000, TargetUnit.TrainingSteps), (qtran.Learner.Optimiser, qtran.Learner.Lr, qtran.Learner.TargetInterval, qtran.Learner.TargetUnit));
        Assert.Equal(new QtranBaseSettings { LambdaNopt = 1 }, qtran.Algorithm);
        Assert.Equal((500, 100), (qmix.Replay.CapacityEpisodes, qmix.Learner.TargetInterval));
        Assert.Equal(new QmixSettings { Embedding = 8, HypernetLayers = 1 }, qmix.Algorithm);
    }

    /// <summary>An algorithm as presets know it.</summary>
    private static PresetSubject Subject(string algorithm) => new(algorithm, Registry[algorithm].Family);

    private static RunSettings Resolve(string algorithm, string environment, string? preset) => Resolver(BuiltInPresets.Library)
        .Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = preset })
        .Run;

    /// <summary>A resolver that knows two kinds of environment: presets set no settings of others.</summary>
    private static SettingsResolver Resolver(PresetLibrary presets) =>
        new(Registry.SettingsOf, name => new(Battles.Includes(name) ? new BattleMapSettings() : new MatrixSettings()), presets);
}
