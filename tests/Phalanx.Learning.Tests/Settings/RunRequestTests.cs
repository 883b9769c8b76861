using Phalanx.Environments.Matrix;
using Phalanx.Foundation;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>The options of the command line that stand for settings of their own.</summary>
public sealed class RunRequestTests
{
    private static readonly SettingsResolver Resolver = new(_ => new(new QmixSettings()), _ => new(new MatrixSettings()));
    private static readonly RunRequest Request = new() { Algorithm = "qmix", Environment = "matrix/qtran" };

    [Fact]
    public void The_options_seed_steps_and_threads_override_assignments_and_are_named_as_sources()
    {
        ResolvedSettings<RunSettings> resolved = Resolver.Resolve(
            Request with { Seed = 11, Steps = 12, Threads = 13, Set = ["training.seed=1", "training.steps=2", "training.threads=3"] });

        Assert.Equal((11UL, 12L, 13), (resolved.Run.Training.Seed, resolved.Run.Training.Steps, resolved.Run.Training.Threads));
        Assert.Equal(
            ["--seed", "--steps", "--threads"],
            new[] { "training.seed", "training.steps", "training.threads" }.Select(path => resolved[path].Origin.Place));
    }

    [Fact]
    public void An_option_that_is_not_given_does_not_change_its_setting()
    {
        ResolvedSettings<RunSettings> resolved = Resolver.Resolve(Request with { Steps = 12, Set = ["training.seed=1"] });

        Assert.Equal((1UL, "--set"), (resolved.Run.Training.Seed, resolved["training.seed"].Origin.Place));
        Assert.Null(resolved.Run.Training.Threads);
    }

    [Fact]
    public void Options_are_held_to_the_limits_of_their_settings() => Assert.Equal(
        "training.steps is -5; it must be a whole number of at least 1",
        Assert.Throws<UserErrorException>(() => Resolver.Resolve(Request with { Steps = -5 })).Message);
}
