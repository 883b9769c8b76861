using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.StarCraft.Client;

namespace Phalanx.StarCraft.Tests.Client;

/// <summary>Whole runs in scripted games.</summary>
public sealed class StarCraftRunsTests : IDisposable
{
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_goes_on_when_games_are_lost_and_counts_them()
    {
        List<string> told = [];
        var server = new ScriptedServer("3m") { FaultOf = start => start % 3 == 0 ? new ScriptedFault(FaultKind.Drop, 40 + start) : default };
        EnvironmentRegistry registry = RegistryOf(server, told.Add);
        using (Trainer trainer = Trainer.Start(Settings(registry, steps: 600), _folder.At("run"), registry, Algorithms))
        {
            RunSummary summary = trainer.Run();
            Assert.True(summary.TEnv >= 600);
            Assert.True(summary.Final["test_restarts_mean"] > 0);
        }

        var metrics = MetricsTable.Read(_folder.At("run", "metrics.csv"));
        Assert.Contains("test_restarts_mean", metrics.Columns);
        Assert.NotEmpty(told);
        Assert.Equal(told.Count, server.Hosts.Count(host => host.Faulted));
        Assert.Equal("4.10.0.75689", Assert.Single(RunSimulators.Read(_folder.At("run", "environment.json")))["game_version"]);
    }

    [Fact]
    public void A_run_whose_games_do_not_start_any_more_is_saved_and_can_be_resumed()
    {
        bool broken = false;
        var server = new ScriptedServer("3m")
        {
            FaultOf = start => broken ? new ScriptedFault(FaultKind.EarlyExit) : start == 1 ? new ScriptedFault(FaultKind.Exit, 150) : default,
        };
        EnvironmentRegistry registry = RegistryOf(server, _ => broken = true);
        using (Trainer trainer = Trainer.Start(Settings(registry, steps: 2000), _folder.At("run"), registry, Algorithms))
        {
            EnvironmentFaultException end = Assert.Throws<EnvironmentFaultException>(() => trainer.Run());
            Assert.Contains("could not be started 4 times in a row", end.Message, StringComparison.Ordinal);
        }

        long saved = new CheckpointStore(_folder.At("run", "checkpoints")).Latest().State.TEnv;
        broken = false;
        using (var trainer = Trainer.Resume(_folder.At("run"), saved + 100, RegistryOf(new ScriptedServer("3m")), Algorithms))
        {
            Assert.True(trainer.Run().TEnv >= saved + 100);
        }
    }

    [Fact]
    public void A_run_that_is_resumed_with_another_version_of_the_game_says_so()
    {
        EnvironmentRegistry registry = RegistryOf(new ScriptedServer("3m"));
        using (Trainer trainer = Trainer.Start(Settings(registry, steps: 50), _folder.At("run"), registry, Algorithms))
        {
            trainer.Run();
        }

        var observer = new WarningList();
        using (var trainer = Trainer.Resume(
            _folder.At("run"), 60, RegistryOf(new ScriptedServer("3m") { Version = "4.6.2" }), Algorithms, services: new TrainerServices { Observer = observer }))
        {
            trainer.Run();
        }

        Assert.Contains("game version 4.10.0.75689 before and goes on in", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, RunSimulators.Read(_folder.At("run", "environment.json")).Count);
    }

    [Fact]
    public void What_an_environment_is_and_which_settings_it_has_is_known_without_a_game()
    {
        var server = new ScriptedServer("3s5z");
        EnvironmentRegistry registry = RegistryOf(server);
        EnvironmentSpec spec = registry["sc2/3s5z"].SpecOf();
        EnvironmentSpec simulated = EnvironmentRegistry.WithBuiltIns()["battle/3s5z"].SpecOf();
        Assert.Equal(
            simulated with { Name = "sc2/3s5z", Statistics = [.. simulated.Statistics, "restarts"], Scripts = [] },
            spec);
        Assert.Equal(0, server.Started);
    }

    [Fact]
    public void Presets_of_battles_hold_in_the_game_too()
    {
        EnvironmentRegistry registry = RegistryOf(new ScriptedServer("3m"));
        RunSettings settings = new SettingsResolver(Algorithms.SettingsOf, registry.SettingsOf).Resolve(new RunRequest { Algorithm = "coma", Environment = "sc2/3m" }).Run;
        RunSettings simulated = new SettingsResolver(Algorithms.SettingsOf, EnvironmentRegistry.WithBuiltIns().SettingsOf).Resolve(new RunRequest { Algorithm = "coma", Environment = "battle/3m" }).Run;
        Assert.Equal(simulated.Training, settings.Training);
        Assert.False(((StarCraftSettings)settings.Env).StateLastAction);
    }

    [Fact]
    public void More_games_than_allowed_are_refused()
    {
        EnvironmentRegistry registry = RegistryOf(new ScriptedServer("3m"));
        RunSettings settings = Settings(registry, steps: 50);
        settings = settings with { Rollout = settings.Rollout with { Environments = 5 } };
        UserErrorException refused = Assert.Throws<UserErrorException>(() => Trainer.Start(settings, _folder.At("run"), registry, Algorithms));
        Assert.Equal("5 games are wanted at once and env.games is 3; rollout.environments says how many episodes are played at once", refused.Message);
    }

    [Fact]
    public void The_rules_of_an_environment_are_kept_but_for_the_seeds()
    {
        EnvironmentDefinition definition = RegistryOf(new ScriptedServer("2s3z"))["sc2/2s3z"];
        CheckReport report = EnvironmentChecker.Check(definition, new StarCraftSettings { Games = 8 }, new CheckOptions { Episodes = 4, Copies = 2 });

        // The runtime allocates a little now and then below a socket; what this client allocates has a test of its own.
        Assert.DoesNotContain(report, finding => finding is { IsHint: false, Rule: not "allocation" });
    }

    private static EnvironmentRegistry RegistryOf(ScriptedServer server, Action<string>? listener = null)
    {
        var registry = new EnvironmentRegistry();
        registry.Register(StarCraftGames.Define(server.Plan.Scenario.Name.Split('/')[1], (_, _) => server, listener));
        return registry;
    }

    private static RunSettings Settings(EnvironmentRegistry registry, long steps) => new()
    {
        EnvironmentName = "sc2/3m",
        AlgorithmName = "vdn",
        Env = ((StarCraftSettings)registry["sc2/3m"].CreateDefaultSettings()) with { Games = 3, RequestTimeout = 20, LaunchTimeout = 20 },
        Algorithm = Algorithms["vdn"].CreateDefaultSettings(),
        Agent = new() { Hidden = 8 },
        Rollout = new() { Environments = 2 },
        Replay = new() { CapacityEpisodes = 40 },
        Learner = new() { BatchEpisodes = 8 },
        Training = new() { Steps = steps, Threads = 1, Seed = 3 },
        Evaluation = new() { Interval = 200, Episodes = 5 },
        Checkpoint = new() { Interval = 100 },
    };

    private sealed class WarningList : ITrainerObserver
    {
        public List<string> Warnings { get; } = [];

        public void Warned(TrainingProgress progress, string sentence) => Warnings.Add(sentence);
    }
}
