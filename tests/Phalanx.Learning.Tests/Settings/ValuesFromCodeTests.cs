using Phalanx.Learning.Settings;
using Phalanx.Numerics.Optimisers;
using Phalanx.Settings;
using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>Settings as C# sees them: bare records, and values by path.</summary>
public sealed class ValuesFromCodeTests
{
    [Fact]
    public void Bare_records_are_valid_and_hold_the_published_defaults()
    {
        RunSettings run = Run();

        run.ThrowIfInvalid();
        Assert.Equal(new RmsPropSettings { LearningRate = 5e-4, Alpha = 0.99, Epsilon = 1e-5 }, run.Learner.ToOptimiserSettings());
        Assert.Equal((0.99, 32, 10.0, 200, TargetUnit.Episodes), (run.Learner.Gamma, run.Learner.BatchEpisodes, run.Learner.ClipNorm, run.Learner.TargetInterval, run.Learner.TargetUnit));
        Assert.Equal((5000, 64, 10_000L, 32), (run.Replay.CapacityEpisodes, run.Agent.Hidden, run.Evaluation.Interval, run.Evaluation.Episodes));
        Assert.Equal(0.525, run.Exploration.Epsilon.ToSchedule().At(25_000), precision: 15);
    }

    [Fact]
    public void Adam_takes_its_own_numbers_and_the_shared_learning_rate()
    {
        LearnerSettings learner = new() { Optimiser = OptimiserKind.Adam, Lr = 1e-3, AdamBeta1 = 0.8, AdamBeta2 = 0.9, AdamEpsilon = 1e-4 };

        Assert.Equal(new AdamSettings { LearningRate = 1e-3, Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-4 }, learner.ToOptimiserSettings());
    }

    [Fact]
    public void A_bare_record_with_a_wrong_value_is_refused_like_any_other()
    {
        Assert.Equal(
            "learner.lr is -1; it must be a finite number above 0",
            Refusal((Run() with { Learner = new LearnerSettings { Lr = -1 } }).ThrowIfInvalid));
        Assert.Equal(
            "learner.lr is Infinity; it must be a finite number above 0",
            Refusal((Run() with { Learner = new LearnerSettings { Lr = double.PositiveInfinity } }).ThrowIfInvalid));
        Assert.Equal(
            "learner.optimiser is 7; it must be one of rmsprop, adam",
            Refusal((Run() with { Learner = new LearnerSettings { Optimiser = (OptimiserKind)7 } }).ThrowIfInvalid));
        Assert.Equal("env.path is empty; it must be a text", Refusal(Run(new GameSettings { Path = null! }).ThrowIfInvalid));
        Assert.Equal(
            "learner.batch_episodes is 33; it must be at most replay.capacity_episodes, which is 8",
            Refusal((Run() with { Learner = new() { BatchEpisodes = 33 }, Replay = new() { CapacityEpisodes = 8 } }).ThrowIfInvalid));
    }

    [Fact]
    public void Values_by_path_are_those_of_dotnet()
    {
        RunRequest request = Request() with
        {
            Values = new Dictionary<string, object?>
            {
                ["learner.lr"] = 1e-3f,
                ["learner.gamma"] = 1,
                ["learner.optimiser"] = OptimiserKind.Adam,
                ["learner.double_q"] = false,
                ["training.steps"] = 7,
                ["training.threads"] = null,
                ["env.path"] = "5",
            },
        };

        RunSettings run = Resolver().Resolve(request).Run;

        Assert.Equal(
            new LearnerSettings { Lr = 0.001, Gamma = 1, Optimiser = OptimiserKind.Adam, DoubleQ = false },
            run.Learner);
        Assert.Equal(7, run.Training.Steps);
        Assert.Equal(new GameSettings { Path = "5" }, run.Env);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_refused_with_what_was_given()
    {
        Assert.Equal("learner.lr is the text '0.1'; it must be a finite number above 0", RefusalOf("learner.lr", "0.1"));
        Assert.Equal("learner.double_q is 1; it must be true or false", RefusalOf("learner.double_q", 1));
        Assert.Equal("learner.lr is empty; it must be a finite number above 0", RefusalOf("learner.lr", null));
    }

    [Fact]
    public void A_record_with_a_property_that_cannot_be_a_setting_is_the_programmers_error()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>((Run() with { Algorithm = new Unbindable() }).ThrowIfInvalid);

        Assert.StartsWith("Unbindable.Table cannot be a setting: ", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>((Run() with { Algorithm = new Endless() }).ThrowIfInvalid);
    }

    [Fact]
    public void An_environment_has_no_setting_that_hides_its_name()
    {
        SettingsResolver resolver = new(_ => new MethodSettings(), _ => new Named(), new PresetLibrary([]));

        Assert.Throws<ArgumentException>(() => resolver.Resolve(Request()));
    }

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
