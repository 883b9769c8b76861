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

    /// <summary>Words for no particular person or thing, and words of stories. A reader of a foreign language looks for the subject in vain.</summary>
    private static readonly HashSet<string> Vague =
    [
        "whoever", "nobody", "lest", "whatever", "anybody", "somebody", "theirs", "culprit", "culprits", "said", "worth", "remember", "remembers", "remembered",
    ];

    /// <summary>Names that were replaced, each with the name that says what it is.</summary>
    private static readonly Dictionary<string, string> Replaced = new()
    {
        ["Remember"] = "Unroll, or HiddenSize",
        ["Moment"] = "RunProgress",
        ["Surroundings"] = "SlotBuffer",
        ["Followed"] = "target, or the name of the value that follows",
        ["Theirs"] = "target values, or the name of what is compared with",
        ["Support"] = "AlgorithmDefinition",
        ["ContinuousChoices"] = "ContinuousActions",
        ["Stochastic"] = "StochasticPolicies",
        ["Think"] = "NetworkOutputs",
        ["Perceive"] = "Encode",
        ["MayForget"] = "MayDelete",
        ["EvenDraw"] = "UniformDraw",
        ["DisturbedActor"] = "NoisyDeterministic",
        ["BatchReaching"] = "BatchEpisodesAtStep",
        ["MidpointsEverywhere"] = "MidpointsForAllSlots",
        ["AllSeen"] = "LastSlotFields",
        ["AllOfStep"] = "StepSlotFields",
        ["BeyondTheEnd"] = "PaddingValue",
        ["StoredRun"] = "ContiguousSlots",
        ["GoOn"] = "RestoreRun",
        ["Blind"] = "UnreadNetwork",
        ["Anything"] = "UniformActionRule",
        ["Anywhere"] = "UniformContinuousActionRule",
        ["WorthOf"] = "StateValueOf",
        ["TakenFrom"] = "SubtractFromConstant",
        ["TruthKind"] = "BooleanKind",
        ["WholeKind"] = "IntegerKind",
        ["NameKind"] = "EnumKind",
        ["WhatThereIs"] = "ListOf",
        ["ClosenessTo"] = "SpecificityFor",
        ["Matters"] = "NeedsGradient",
        ["BroadcastWalk"] = "BroadcastCursor",
        ["NumbersPerThing"] = "FeaturesPerEntity",
        ["WeakestWhoSuffice"] = "WeakestPlayersSummed",
    };

    [Fact]
    public void Numerics_has_no_word_of_reinforcement_learning() => AssertNoWord(Numerics, ReinforcementLearning);

    [Fact]
    public void Settings_have_no_word_of_learning() => AssertNoWord(Settings, Learning);

    [Fact]
    public void The_product_has_no_word_that_hides_who_does_what()
    {
        string[] found =
        [
            .. from path in Repository.Code.Concat(Repository.Files("*.yaml"))
               where path.StartsWith("src/", StringComparison.Ordinal)
               from word in SourceText.Words(Repository.Read(path)).Where(Vague.Contains).Distinct()
               select $"{path}: {word}",
        ];
        Assert.True(found.Length == 0, $"say who or what: {string.Join("; ", found)}");
    }

    [Fact]
    public void The_product_has_no_name_that_was_replaced()
    {
        string[] found =
        [
            .. from path in Repository.Code
               where path.StartsWith("src/", StringComparison.Ordinal)
               from name in SourceText.Identifiers(Repository.Read(path)).Distinct()
               where Replaced.ContainsKey(name)
               select $"{path}: {name} is {Replaced[name]}",
        ];
        Assert.True(found.Length == 0, string.Join("; ", found));
    }

    [Fact]
    public void No_type_of_the_product_is_named_after_a_team_alone() => Assert.All(
        Repository.Code.Where(path => path.StartsWith("src/", StringComparison.Ordinal)),
        path => Assert.False(
            SourceText.DeclaresType(Repository.Read(path), "Team"),
            $"{path}: say which: TeamShape, ActingTeam, TrainableTeam, or LearningProblem for what is played and who plays it"));

    private static void AssertNoWord(string folder, HashSet<string> forbidden)
    {
        string[] files = [.. Repository.Code.Where(path => path.StartsWith(folder, StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, path => Assert.DoesNotContain(SourceText.Words(Repository.Read(path)), forbidden.Contains));
    }
}
