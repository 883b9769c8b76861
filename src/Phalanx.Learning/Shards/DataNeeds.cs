using Phalanx.Environments;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Shards;

/// <summary>Which episodes an algorithm learns from.</summary>
public enum DataSource
{
    /// <summary>Episodes drawn from all that the replay holds.</summary>
    Replay,

    /// <summary>Single transitions drawn from all episodes that the replay holds.</summary>
    Transitions,

    /// <summary>The latest episodes, each of them once, played with the current parameters.</summary>
    Fresh,
}

/// <summary>Sources of data in words.</summary>
public static class DataSources
{
    /// <summary>What a batch of such data is counted in: the unit of <c>learner.batch_episodes</c>.</summary>
    public static string Unit(this DataSource source) => source switch
    {
        DataSource.Transitions => "single transitions",
        DataSource.Fresh => "fresh episodes, each of them once,",
        _ => "episodes",
    };
}

/// <summary>What an algorithm reads. Only what it reads is stored.</summary>
public sealed record DataNeeds
{
    /// <summary>Which episodes it learns from.</summary>
    public DataSource Source { get; init; } = DataSource.Replay;

    /// <summary>
    /// Whether its losses draw numbers of their own for every episode. Where they do not, a loss depends on nothing but what is stored, so that equal
    /// episodes of a batch are learned from once, with their number as the weight; and a shard offers no draws.
    /// </summary>
    public bool Draws { get; init; }

    /// <summary>Whether it reads what the agents observe.</summary>
    public bool Observations { get; init; } = true;

    /// <summary>Whether it reads the state.</summary>
    public bool State { get; init; } = true;

    /// <summary>Whether it reads the features of each agent.</summary>
    public bool AgentFeatures { get; init; }

    /// <summary>Whether it reads the entities.</summary>
    public bool Entities { get; init; }

    /// <summary>Whether it reads which agents are alive.</summary>
    public bool Alive { get; init; }

    /// <summary>What is stored of every episode: the fields that the environment offers and the algorithm reads.</summary>
    public EpisodeLayout LayoutIn(EnvironmentSpec environment)
    {
        var offered = EpisodeLayout.Of(environment);
        return offered with
        {
            ObservationSize = Observations ? offered.ObservationSize : 0,
            StateSize = State ? offered.StateSize : 0,
            AgentFeatureSize = AgentFeatures ? offered.AgentFeatureSize : 0,
            Entities = Entities ? offered.Entities : null,
            StoresAlive = Alive && offered.StoresAlive,
        };
    }
}
