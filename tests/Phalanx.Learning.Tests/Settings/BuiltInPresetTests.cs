using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The presets that come with the library: each of them binds, and they say what their sources say.</summary>
public sealed class BuiltInPresetTests
{
    private static readonly AlgorithmRegistry Registry = AlgorithmRegistry.WithBuiltIns();

    public static TheoryData<string> Files => [.. PresetLibrary.BuiltIn.Presets.Select(preset => preset.File)];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach (string algorithm in Registry.Names)
            {
                foreach (string environment in StandIns.Environments)
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
        Preset preset = PresetLibrary.BuiltIn.Presets.Single(each => each.File == file);
        string algorithm = preset.Algorithms.Names.FirstOrDefault("qmix");
        string environment = preset.Environments.Names.FirstOrDefault("matrix/qtran").Replace("/*", "/qtran", StringComparison.Ordinal);

        ResolvedSettings resolved = new SettingsResolver(name => Registry[name].CreateDefaultSettings(), _ => new GameSettings(), new PresetLibrary([preset]))
            .Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = preset.Name });

        ResolvedSetting[] set = [.. resolved.Settings.Where(setting => setting.Origin.Layer == preset.Layer)];
        Assert.Equal(preset.Values.Count, set.Length);
        Assert.All(set, setting => Assert.NotEmpty(setting.Origin.Source));
        Assert.All(set, setting => Assert.StartsWith($"'{file}', line ", setting.Origin.Place, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_resolves_with_every_preset_that_it_has(string algorithm, string environment)
    {
        IEnumerable<string?> names = PresetLibrary.BuiltIn.Presets
            .Where(preset => preset.Includes(algorithm, environment))
            .Select(preset => preset.Name)
            .Distinct();

        Assert.All(names, name => ResolveReal(algorithm, environment, name).ThrowIfInvalid());
        Assert.True(PresetLibrary.BuiltIn.CoversAlgorithm(algorithm));
    }

    [Fact]
    public void The_preset_pymarl_is_what_records_hold_by_default()
    {
        RunSettings plain = Run() with { EnvironmentName = "battle/3m" };

        Assert.Equal(plain, Resolve("qmix", "battle/3m", "pymarl"));
        Assert.Equal(plain with { AlgorithmName = "qtran-base" }, Resolve("qtran-base", "battle/3m", "pymarl"));
    }

    [Fact]
    public void Matrix_games_are_explored_fully_whatever_the_preset()
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
    public void A_game_is_as_long_as_in_its_paper(string environment, long steps) =>
        Assert.Equal(steps, Resolve("vdn", environment, preset: null).Training.Steps);

    [Fact]
    public void The_preset_pymarl2_is_the_tuned_set()
    {
        RunSettings run = Resolve("qmix", "battle/3m", "pymarl2");

        Assert.Equal(
            new LearnerSettings { Optimiser = OptimiserKind.Adam, Lr = 1e-3, TdLambda = 0.6, BatchEpisodes = 128, LossScale = 0.5 },
            run.Learner);
        Assert.Equal((8, 0.125), (run.Rollout.Environments, run.Training.StepsPerEpisode));
        Assert.Equal(new EpsilonSettings { Steps = 100_000 }, run.Exploration.Epsilon);
    }

    [Fact]
    public void The_preset_pymarl2_has_its_own_matrix_game()
    {
        RunSettings run = Resolve("qmix", "matrix/pymarl2", "pymarl2");

        Assert.Equal(Sight.StepOneHot, ((GameSettings)run.Env).Observation);
        Assert.False(run.Agent.LastAction);
    }

    [Theory]
    [InlineData("cw-qmix", "predator-prey", null, 0.1)]
    [InlineData("qmix-ow", "predator-prey", null, 0.5)]
    [InlineData("ow-qmix", "battle/3s5z", null, 0.75)]
    [InlineData("ow-qmix", "battle/corridor", null, 0.5)]
    [InlineData("ow-qmix", "battle/corridor", "weighted-qmix-figure-6", 0.75)]
    public void Weights_are_those_that_the_paper_gives_for_a_task(string algorithm, string environment, string? preset, double alpha)
    {
        object settings = ResolveReal(algorithm, environment, preset).Algorithm;
        Assert.Equal(alpha, (double)settings.GetType().GetProperty("Alpha")!.GetValue(settings)!);
    }

    [Theory]
    [InlineData("vdn")]
    [InlineData("qmix")]
    [InlineData("qtran-base")]
    [InlineData("qtran-alt")]
    public void Hunters_of_qtrans_paper_learn_often_from_little(string algorithm)
    {
        RunSettings run = ResolveReal(algorithm, "hunt", preset: null);

        Assert.Equal((1, 32.0), (run.Learner.BatchEpisodes, run.Training.StepsPerEpisode));
        Assert.Equal((OptimiserKind.Adam, 5e-4, 1e-8), (run.Learner.Optimiser, run.Learner.Lr, run.Learner.AdamEpsilon));
    }

    [Fact]
    public void Qtran_weighs_all_its_losses_alike_in_its_own_games_and_is_deeper_on_the_hunt()
    {
        Assert.All(
            new[] { "matrix/qtran", "squeeze", "squeeze-multi", "hunt" },
            environment => Assert.Equal(new QtranBaseSettings { LambdaNopt = 1 }, ResolveReal("qtran-base", environment, preset: null).Algorithm));
        Assert.Equal(new QtranAltSettings { LambdaNopt = 1 }, ResolveReal("qtran-alt", "squeeze-multi", preset: null).Algorithm);
        Assert.Equal(new QtranAltSettings { LambdaNopt = 1, Width = 128, HiddenLayers = 4 }, ResolveReal("qtran-alt", "hunt", preset: null).Algorithm);
    }

    [Fact]
    public void Kernels_are_more_and_deeper_on_matrix_games()
    {
        Assert.Equal(new QplexSettings { Kernels = 10, KernelLayers = 3 }, ResolveReal("qplex", "matrix/qtran", preset: null).Algorithm);
        Assert.Equal(new QplexSettings(), ResolveReal("qplex", "battle/3m", preset: null).Algorithm);
        Assert.Equal(new QplexSettings { KernelLayers = 2 }, ResolveReal("qplex", "battle/3m", "pymarl2").Algorithm);
    }

    [Fact]
    public void Losses_of_weighted_qmix_are_not_halved()
    {
        Assert.Equal(1, ResolveReal("cw-qmix", "battle/3m", "pymarl2").Learner.LossScale);
        Assert.Equal(0.5, ResolveReal("qatten", "battle/3m", "pymarl2").Learner.LossScale);
    }

    [Fact]
    public void The_preset_paper_is_that_of_the_pair()
    {
        RunSettings qtran = Resolve("qtran-base", "matrix/qtran", "paper");
        RunSettings qmix = Resolve("qmix", "matrix/two-step", "paper");

        Assert.Equal((OptimiserKind.Adam, 5e-4, 3000, TargetUnit.TrainingSteps), (qtran.Learner.Optimiser, qtran.Learner.Lr, qtran.Learner.TargetInterval, qtran.Learner.TargetUnit));
        Assert.Equal(new MethodSettings { LambdaNopt = 1 }, qtran.Algorithm);
        Assert.Equal((500, 100), (qmix.Replay.CapacityEpisodes, qmix.Learner.TargetInterval));
        Assert.Equal(new MethodSettings { Embedding = 8, HypernetLayers = 1 }, qmix.Algorithm);
    }

    /// <summary>With the algorithms' own settings.</summary>
    private static RunSettings ResolveReal(string algorithm, string environment, string? preset) =>
        new SettingsResolver(name => Registry[name].CreateDefaultSettings(), _ => new GameSettings())
            .Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = preset })
            .Run;

    private static RunSettings Resolve(string algorithm, string environment, string? preset) =>
        WithBuiltInPresets().Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment, Preset = preset }).Run;
}
