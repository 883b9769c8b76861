using Phalanx.Environments.Matrix;
using Phalanx.Foundation;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The settings of a run as C# makes them.</summary>
public sealed class RunSettingsTests
{
    private static readonly RunSettings Run = RunSettings.Of(("qmix", new QmixSettings()), ("matrix/qtran", new MatrixSettings()));

    [Fact]
    public void Settings_records_are_valid_and_hold_the_published_defaults()
    {
        Run.ThrowIfInvalid();
        Assert.Equal(new RmsPropSettings { LearningRate = 5e-4, Alpha = 0.99, Epsilon = 1e-5 }, Run.Learner.ToOptimiserSettings());
        Assert.Equal((0.99, 32, 10.0, 200, TargetUnit.Episodes), (Run.Learner.Gamma, Run.Learner.BatchEpisodes, Run.Learner.ClipNorm, Run.Learner.TargetInterval, Run.Learner.TargetUnit));
        Assert.Equal((5000, 64, 10_000L, 32), (Run.Replay.CapacityEpisodes, Run.Agent.Hidden, Run.Evaluation.Interval, Run.Evaluation.Episodes));
        Assert.Equal(0.525, Run.Exploration.Epsilon.ToSchedule().At(25_000), precision: 15);
    }

    [Fact]
    public void Adam_uses_its_own_settings_and_the_shared_learning_rate()
    {
        LearnerSettings learner = new() { Optimiser = OptimiserKind.Adam, Lr = 1e-3, AdamBeta1 = 0.8, AdamBeta2 = 0.9, AdamEpsilon = 1e-4 };

        Assert.Equal(new AdamSettings { LearningRate = 1e-3, Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-4 }, learner.ToOptimiserSettings());
    }

    [Fact]
    public void A_setting_with_a_value_that_is_not_allowed_is_refused()
    {
        AssertRefused("learner.lr is -1; it must be a finite number above 0", Run with { Learner = new LearnerSettings { Lr = -1 } });
        AssertRefused(
            "learner.optimiser is 7; it must be one of rmsprop, adam", Run with { Learner = new LearnerSettings { Optimiser = (OptimiserKind)7 } });
        AssertRefused("env.path is empty; it must be a text", Run with { Env = new PayoffFileSettings { Path = null! } });
    }

    [Fact]
    public void A_batch_of_more_episodes_than_are_kept_is_refused() => AssertRefused(
        "learner.batch_episodes is 33; it must be at most replay.capacity_episodes, which is 8",
        Run with { Learner = new LearnerSettings { BatchEpisodes = 33 }, Replay = new ReplaySettings { CapacityEpisodes = 8 } });

    [Fact]
    public void N_step_returns_and_lambda_returns_exclude_each_other() => AssertRefused(
        "learner.n_step is 3 while learner.td_lambda is 0.6; only one of them can shape the targets: n_step must be 1 or td_lambda 0",
        Run with { Learner = new LearnerSettings { NStep = 3, TdLambda = 0.6 } });

    private static void AssertRefused(string sentence, RunSettings run) =>
        Assert.Equal(sentence, Assert.Throws<UserErrorException>(run.ThrowIfInvalid).Message);
}
