namespace Phalanx.Architecture.Tests;

public class VocabularyTests
{
    private const string Numerics = "src/Phalanx.Numerics/";

    /// <summary>Words that mean reinforcement learning wherever they stand, one or many.</summary>
    private static readonly HashSet<string> ReinforcementLearning =
    [
        "agent", "agents", "reward", "rewards", "episode", "episodes", "replay", "replays", "policy", "policies", "rollout", "rollouts",
        "mixer", "mixers", "payoff", "payoffs",
    ];

    [Fact]
    public void Numerics_has_no_word_of_reinforcement_learning()
    {
        string[] files = [.. Repository.Code.Where(path => path.StartsWith(Numerics, StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, path => Assert.DoesNotContain(SourceText.Words(Repository.Read(path)), ReinforcementLearning.Contains));
    }
}
