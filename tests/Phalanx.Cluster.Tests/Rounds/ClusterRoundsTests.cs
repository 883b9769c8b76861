using Phalanx.Cluster.Rounds;
using Phalanx.Cluster.Tests.Drills;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>Runs whose rounds are played over the real wire, by a player in this process: the files are those of a run without it.</summary>
public sealed class ClusterRoundsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("qmix", "battle/3m", "")] // entities, alive agents, actions that are not available
    [InlineData("vdn", "predator-prey", "rollout.environments=5 evaluation.episodes=3 training.steps=8000")] // a quick machine plays a round of five alone now and then
    [InlineData("qmix", "battle/3m", "replay.half_precision=true")]
    [InlineData("refil", "battle/3m", "rollout.environments=1")]
    [InlineData("vdn", "switch-2", "rollout.environments=9 evaluation.episodes=70")] // more tests than environments
    [InlineData("maddpg", "mpe/spread", "")]
    public async Task A_run_that_is_played_elsewhere_has_the_files_of_one_that_is_not(string algorithm, string environment, string more)
    {
        RunSettings settings = Settings(algorithm, environment, more);
        Train(settings, "alone", new TrainerServices { Threads = 2 });
        RoundFigures figures = await TrainWithPlayers(settings, "far", 2);
        SameRuns.Equal(_folder["alone"], _folder["far"]);
        Assert.True(figures.EpisodesReceived > 0 || settings.Rollout.Environments == 1); // a single one may always be taken here
        Assert.True(figures.RoundsTogether > 0);
    }

    [Fact]
    public async Task Tests_that_are_recorded_are_played_at_home_as_far_as_they_are_recorded()
    {
        RunSettings settings = Settings("vdn", "predator-prey", "evaluation.record_episodes=2 evaluation.episodes=8");
        Train(settings, "alone", new TrainerServices { Threads = 1 });
        await TrainWithPlayers(settings, "far", 1);
        SameRuns.Equal(_folder["alone"], _folder["far"]);
        string[] records = [.. Directory.GetFiles(_folder["alone/records"]).Select(path => Path.GetFileName(path))];
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal(File.ReadAllBytes(_folder[$"alone/records/{record}"]), File.ReadAllBytes(_folder[$"far/records/{record}"])));
    }

    private static RunSettings Settings(string algorithm, string environment, string more) => ToyRun.Settings(
        algorithm,
        environment,
        [
            "agent.hidden=8", "learner.batch_episodes=4", "rollout.environments=8", "evaluation.episodes=5", "evaluation.interval=700", "checkpoint.interval=500",
            "training.steps=2000", .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

    private RunSummary Train(RunSettings settings, string run, TrainerServices services)
    {
        using var trainer = Trainer.Start(settings, _folder[run], ToyRun.Environments, ToyRun.Algorithms, services);
        return trainer.Run(CancellationToken.None);
    }

    /// <summary>Trains with machines that have joined before the first round.</summary>
    private async Task<RoundFigures> TrainWithPlayers(RunSettings settings, string run, int slots)
    {
        PlayersHere players = await PlayersHere.Listen(ToyRun.Environments);
        await using (players)
        {
            players.Add(ToyRun.Environments, ToyRun.Algorithms, slots);
            using (var trainer = Trainer.Start(
                settings, _folder[run], ToyRun.Environments, ToyRun.Algorithms, players.Rounds.ServicesFor(new TrainerServices { Threads = 2 })))
            {
                players.WaitFor(slots);
                trainer.Run(CancellationToken.None);
            }

            await players.Finish();
            return players.Rounds.Figures;
        }
    }
}
