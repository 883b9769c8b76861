namespace Phalanx.Environments.Tests;

public sealed class EnvironmentSpecTests
{
    private static readonly EnvironmentSpec Sane = new()
    {
        Name = "game",
        Agents = 2,
        Actions = ActionSpec.Discrete(3),
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = 1,
    };

    public static TheoryData<string, EnvironmentSpec> Insane => new()
    {
        { "Name is empty; give the environment a short name, because errors begin with it", Sane with { Name = " " } },
        { "Agents is 0; it must be at least 1", Sane with { Agents = 0 } },
        {
            "Actions is null; say ActionSpec.Discrete(count) or ActionSpec.Continuous(dimensions, low, high)",
            Sane with { Actions = null! }
        },
        { "ObservationSize is 0; it must be at least 1", Sane with { ObservationSize = 0 } },
        { "StateSize is -1; it must be at least 1", Sane with { StateSize = -1 } },
        { "EpisodeLimit is 0; it must be at least 1", Sane with { EpisodeLimit = 0 } },
        { "AgentFeatureSize is -1; it must be at least 0", Sane with { AgentFeatureSize = -1 } },
        { "Statistics is null; leave it out when there are none", Sane with { Statistics = null! } },
        {
            "the statistic 'BattleWon' is not in snake_case; use lower-case letters, digits and single underscores",
            Sane with { Statistics = ["BattleWon"] }
        },
        { "the statistic 'won' is named twice; names must differ", Sane with { Statistics = ["won", "won"] } },
        { "Scripts is null; leave it out when there are none", Sane with { Scripts = null! } },
        {
            "the script 'hold-fire' is not in snake_case; use lower-case letters, digits and single underscores",
            Sane with { Scripts = ["hold-fire"] }
        },
        { "the script 'hold' is named twice; names must differ", Sane with { Scripts = ["hold", "hold"] } },
        { "Entities.Width is 0; it must be at least 1", Sane with { Entities = new EntitySpec(2, 0) } },
        { "Entities.Count is 1 but there are 2 agents; the agents are the first entities", Sane with { Entities = new EntitySpec(1, 1) } },
        {
            "Entities.AppendLastActions is set but actions are continuous; only discrete actions can be appended",
            Sane with { Actions = ActionSpec.Continuous(1, 0, 1), Entities = new EntitySpec(2, 1, AppendLastActions: true) }
        },
        {
            "Payoffs are declared but EpisodeLimit is 2; only a game of one step has a payoff table",
            Sane with { EpisodeLimit = 2, Payoffs = new PayoffTable(2, 3, new double[9]) }
        },
        {
            "Payoffs are those of 2 agents with 2 actions, but the environment has 2 agents with 3 discrete actions",
            Sane with { Payoffs = new PayoffTable(2, 2, new double[4]) }
        },
        { "ObservationParts is null; leave it out when there are none", Sane with { ObservationParts = null! } },
        {
            "the part 'two' of the observation has 2 numbers from 0 on; parts follow each other and lie within 1",
            Sane with { ObservationParts = [new("two", 0, [2])] }
        },
        {
            "the part 'one' of the observation has the shape [1, 0]; give it lengths of at least 1",
            Sane with { ObservationParts = [new("one", 0, [1, 0])] }
        },
        {
            "a part of the observation is called ''; every part needs a name that no other has",
            Sane with { ObservationParts = [new("", 0, [1])] }
        },
        {
            "the part 'one' of the observation names 2 features; its last axis has 1, so name as many or none",
            Sane with { ObservationParts = [new("one", 0, [1]) { Features = ["a", "b"] }] }
        },
    };

    [Fact]
    public void A_valid_specification_has_no_problems()
    {
        EnvironmentSpec rich = Sane with
        {
            Statistics = ["battle_won", "dead_allies_2"],
            Scripts = ["heuristic", "hold"],
            AgentFeatureSize = 4,
            Entities = new EntitySpec(5, 7, AppendLastActions: true),
            Payoffs = new PayoffTable(2, 3, new double[9]),
        };

        Assert.Empty(Sane.Problems());
        Assert.Empty(rich.Problems());
        rich.ThrowIfInvalid();
    }

    [Theory]
    [MemberData(nameof(Insane))]
    public void A_problem_is_told_in_one_sentence(string problem, EnvironmentSpec spec)
    {
        Assert.Equal([problem], spec.Problems());

        EnvironmentContractException failure = Assert.Throws<EnvironmentContractException>(spec.ThrowIfInvalid);
        Assert.Equal($"environment '{spec.Name}': its specification is wrong: {problem}", failure.Message);
    }

    [Fact]
    public void Specifications_are_equal_by_content()
    {
        EnvironmentSpec one = Sane with { Statistics = ["won"], Payoffs = new PayoffTable(2, 3, new double[9]) };
        EnvironmentSpec same = Sane with { Statistics = ["won"], Payoffs = new PayoffTable(2, 3, new double[9]) };

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, same with { Statistics = ["lost"] });
        Assert.NotEqual(one, same with { Scripts = ["hold"] });
        Assert.NotEqual(one, same with { Payoffs = null });
        Assert.NotEqual(one, same with { EpisodeLimit = 2 });
        Assert.NotEqual(one, same with { DeclaresAlive = true });
        Assert.NotEqual(one, same with { ObservationParts = [new("one", 0, [1])] });
        Assert.Equal(same with { ObservationParts = [new("one", 0, [1])] }, same with { ObservationParts = [new("one", 0, [1])] });
    }
}
