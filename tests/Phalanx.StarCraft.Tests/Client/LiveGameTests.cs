using Phalanx.StarCraft.Client;
using Xunit.Abstractions;

namespace Phalanx.StarCraft.Tests.Client;

/// <summary>Plays in the real game, where SC2PATH points to one with the maps of SMAC. Everywhere else the test says that it was skipped.</summary>
public class LiveGameTests(ITestOutputHelper output)
{
    [LiveGameTheory]
    [InlineData("3m")]
    [InlineData("2s3z")]
    [InlineData("MMM2")]
    [InlineData("corridor")]
    public void Battles_are_played_in_the_real_game(string map)
    {
        var settings = new StarCraftSettings { Games = 2, LaunchTimeout = 300 };
        List<string> told = [];
        using var batch = new StarCraftBatch(new ScriptedServer(map).Plan, settings, 2, new GameStarter(settings, map), told.Add);
        output.WriteLine(string.Join(", ", batch.Simulator.Select(entry => $"{entry.Key} {entry.Value}")));
        for (ulong episode = 0; episode < 3; episode++)
        {
            output.WriteLine($"{map}: returns {string.Join(", ", Play.Episodes(batch, episode))}");
        }

        told.ForEach(output.WriteLine);
        Assert.Equal([0f, 0f], Play.Restarts(batch));
    }

    private sealed class LiveGameTheoryAttribute : TheoryAttribute
    {
        public LiveGameTheoryAttribute() =>
            Skip = string.IsNullOrEmpty(Environment.GetEnvironmentVariable(StarCraftInstallation.Variable))
                ? $"{StarCraftInstallation.Variable} names no game: it was not tried in the real one"
                : null;
    }
}
