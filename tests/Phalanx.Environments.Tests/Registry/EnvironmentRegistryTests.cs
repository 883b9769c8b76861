using Phalanx.Environments.Matrix;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Tests;

public sealed class EnvironmentRegistryTests
{
    [Fact]
    public void Every_matrix_game_is_built_in()
    {
        string[] games =
        [
            "climb", "file", "grid", "m-step", "penalty", "pymarl2", "qplex-1", "qplex-3", "qtran", "qtran-21", "random",
            "resq", "resq-noisy", "two-step", "weak-recovery", "weighted-qmix",
        ];

        Assert.Superset(games.Select(game => $"matrix/{game}").ToHashSet(), EnvironmentRegistry.WithBuiltIns().Names.ToHashSet());
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest_one()
    {
        EnvironmentRegistry registry = EnvironmentRegistry.WithBuiltIns();

        Assert.Equal(
            "unknown environment 'matrix/qtram'; did you mean 'matrix/qtran'?",
            Assert.Throws<UserErrorException>(() => registry["matrix/qtram"]).Message);
        Assert.Equal(
            "unknown environment 'atari'; 'phalanx list environments' names them all",
            Assert.Throws<UserErrorException>(() => registry.Create("atari")).Message);
    }

    [Fact]
    public void Environments_of_other_libraries_can_be_registered()
    {
        EnvironmentRegistry registry = new();
        registry.Register("corridor", "two agents walk to a goal", () => new Corridor());
        registry.Register<Wide>("wide-corridor", "the same with settings", settings => new Widened(settings.StateSize));

        IEnvironmentBatch corridor = registry.Create("corridor", count: 3);
        IEnvironmentBatch wide = registry.Create("wide-corridor", new Wide { StateSize = 5 });

        Assert.Equal(2, registry.Count);
        Assert.Equal(["corridor", "wide-corridor"], registry.Select(definition => definition.Name));
        Assert.Equal(3, corridor.Count);
        Assert.Equal(5, wide.Spec.StateSize);
        Assert.Equal(new Wide(), registry["wide-corridor"].CreateDefaultSettings());
        Assert.Equal(typeof(Wide), registry["wide-corridor"].SettingsType);
    }

    [Fact]
    public void Members_of_a_family_may_differ_in_their_defaults()
    {
        EnvironmentRegistry registry = new();
        registry.Register<Wide>("corridor", "as the record says", (settings, count) => Batch(settings, count));
        registry.Register<Wide>(
            "wide-corridor", "wider", (settings, count) => Batch(settings, count), defaults: new Wide { StateSize = 7 });

        Assert.Equal(3, registry.Create("corridor").Spec.StateSize);
        Assert.Equal(7, registry.Create("wide-corridor").Spec.StateSize);
        Assert.Equal(5, registry.Create("wide-corridor", new Wide { StateSize = 5 }).Spec.StateSize);

        static IEnvironmentBatch Batch(Wide settings, int count) => EnvironmentBatch.Of(() => new Widened(settings.StateSize), count);
    }

    [Fact]
    public void A_name_is_registered_once()
    {
        EnvironmentRegistry registry = EnvironmentRegistry.WithBuiltIns();

        Assert.StartsWith(
            "An environment named 'matrix/qtran' is registered already.",
            Assert.Throws<ArgumentException>(() => registry.Register("matrix/qtran", "another", () => new Corridor())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a b")]
    [InlineData("-a")]
    public void Names_that_are_no_paths_are_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => new EnvironmentRegistry().Register(name, "summary", () => new Corridor()));

    [Fact]
    public void Settings_are_checked_when_an_environment_is_made()
    {
        EnvironmentRegistry registry = new();
        registry.Register<Wide>("wide-corridor", "a corridor with settings", settings => new Widened(settings.StateSize));

        Assert.Equal(
            "env.state_size is 2; it must be a whole number from 3 to 2147483647",
            Assert.Throws<UserErrorException>(() => registry.Create("wide-corridor", new Wide { StateSize = 2 })).Message);
        Assert.Throws<ArgumentException>(() => registry.Create("wide-corridor", new MatrixSettings()));
        Assert.Throws<ArgumentOutOfRangeException>(() => registry.Create("wide-corridor", count: 0));
    }

    [Fact]
    public void A_batch_of_another_size_or_none_is_refused()
    {
        EnvironmentRegistry registry = new();
        registry.Register<NoSettings>("short", "makes too few", (_, count) => EnvironmentBatch.Of(() => new Corridor(), count - 1));
        registry.Register<NoSettings>("nothing", "makes nothing", (_, _) => null!);

        Assert.Equal(
            "environment 'short': 3 environments were asked for but 2 were made",
            Assert.Throws<EnvironmentContractException>(() => registry.Create("short", count: 3)).Message);
        Assert.Throws<EnvironmentContractException>(() => registry.Create("nothing"));
    }

    [Fact]
    public void Pages_and_sources_follow_from_the_name_unless_a_family_shares_them()
    {
        EnvironmentRegistry registry = EnvironmentRegistry.WithBuiltIns();
        registry.Register("predator-prey/large", "summary", () => new Corridor());

        AssertFiles(registry["predator-prey/large"], "predator-prey-large", "PredatorPreyLarge");
        AssertFiles(registry["matrix/qtran"], "matrix", "OneStepGame");
    }

    private static void AssertFiles(EnvironmentDefinition definition, string page, string source) =>
        Assert.Equal((page, source), (definition.Page, definition.Source));

    private sealed record Wide
    {
        [Setting("how many numbers the state has", Min = 3)]
        public int StateSize { get; init; } = 3;
    }

    private sealed class Widened(int stateSize) : Corridor
    {
        public override EnvironmentSpec Spec => base.Spec with { StateSize = stateSize };
    }
}
