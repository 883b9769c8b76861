namespace Phalanx.Architecture.Tests;

public class VocabularyTests
{
    private const string Numerics = "src/Phalanx.Numerics/";
    private const string Settings = "src/Phalanx.Settings/";

    /// <summary>Words that mean reinforcement learning wherever they stand, one or many.</summary>
    private static readonly HashSet<string> ReinforcementLearning =
    [
        "agent", "agents", "reward", "rewards", "episode", "episodes", "replay", "replays", "policy", "policies", "rollout", "rollouts",
        "mixer", "mixers", "payoff", "payoffs",
    ];

    /// <summary>Words that mean learning where no numerics are. An algorithm and an environment are what presets are for, and no such words.</summary>
    private static readonly HashSet<string> Learning =
    [
        .. ReinforcementLearning, "learn", "learns", "learned", "learner", "learners", "learning", "train", "trains", "trained", "trainer", "trainers", "training",
        "gradient", "gradients", "network", "networks", "optimiser", "optimisers",
    ];

    [Fact]
    public void Numerics_has_no_word_of_reinforcement_learning() => AssertNoWord(Numerics, ReinforcementLearning);

    [Fact]
    public void Settings_have_no_word_of_learning() => AssertNoWord(Settings, Learning);

    private static void AssertNoWord(string folder, HashSet<string> forbidden)
    {
        string[] files = [.. Repository.Code.Where(path => path.StartsWith(folder, StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, path => Assert.DoesNotContain(SourceText.Words(Repository.Read(path)), forbidden.Contains));
    }
}
