namespace Phalanx.Environments;

/// <summary>
/// What an environment is from outside: how many agents it has, what they do and see, how long an episode may last, and what it offers
/// beyond that. It never changes during the life of an environment.
/// </summary>
public sealed partial record EnvironmentSpec
{
    /// <summary>A short name, for example <c>predator-prey</c>; errors begin with it.</summary>
    public required string Name { get; init; }

    /// <summary>How many agents the team has.</summary>
    public required int Agents { get; init; }

    /// <summary>What each agent chooses at every step.</summary>
    public required ActionSpec Actions { get; init; }

    /// <summary>
    /// How many numbers an agent sees. They hold neither its id nor its previous action; a learner that needs those adds them.
    /// </summary>
    public required int ObservationSize { get; init; }

    /// <summary>How many numbers describe the whole environment. Agents never see them while they act.</summary>
    public required int StateSize { get; init; }

    /// <summary>
    /// After how many steps an episode ends at the latest. An environment that reaches the limit with its task unfinished reports
    /// <see cref="StepResult.Truncated"/>.
    /// </summary>
    public required int EpisodeLimit { get; init; }

    /// <summary>
    /// The names of figures that tell how an episode went besides its reward, in snake_case, for example <c>battle_won</c>.
    /// An environment that names any writes them in <see cref="IEnvironment.WriteStatistics"/>.
    /// </summary>
    public IReadOnlyList<string> Statistics { get; init; } = [];

    /// <summary>
    /// How many numbers of the state describe each agent, for methods that want them agent by agent; 0 when the environment has no such
    /// numbers, and an agent is then described by its id alone.
    /// </summary>
    public int AgentFeatureSize { get; init; }

    /// <summary>
    /// Whether agents may be lost before the episode ends, and the environment tells which of them are alive in
    /// <see cref="IEnvironment.WriteAlive"/>. Where it is not set, all agents are alive all the time.
    /// </summary>
    public bool DeclaresAlive { get; init; }

    /// <summary>The entities, when the environment also describes itself by them.</summary>
    public EntitySpec? Entities { get; init; }

    /// <summary>
    /// The expected payoff of every joint action, when the environment is a game of one step whose payoffs are known. Those of a game
    /// with noise are the means.
    /// </summary>
    public PayoffTable? Payoffs { get; init; }

    /// <summary>
    /// The names of the ways in which the environment can play its team itself, in snake_case, for example <c>heuristic</c>: teams to compare
    /// a trained one with. An environment that names any plays them in <see cref="IEnvironment.StepByScript"/>.
    /// </summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>The parts of an observation, in order, for those who look at it; empty where it is a row of numbers and no more.</summary>
    public IReadOnlyList<ObservationPart> ObservationParts { get; init; } = [];

    /// <summary>Whether the other specification says the same, lists compared by their content.</summary>
    /// <param name="other">The specification to compare with.</param>
    public bool Equals(EnvironmentSpec? other) =>
        other is not null
        && (Name, Agents, ObservationSize, StateSize, EpisodeLimit, AgentFeatureSize)
            == (other.Name, other.Agents, other.ObservationSize, other.StateSize, other.EpisodeLimit, other.AgentFeatureSize)
        && DeclaresAlive == other.DeclaresAlive
        && Equals(Actions, other.Actions)
        && Equals(Entities, other.Entities)
        && Equals(Payoffs, other.Payoffs)
        && ObservationParts.SequenceEqual(other.ObservationParts)
        && Scripts.SequenceEqual(other.Scripts, StringComparer.Ordinal)
        && Statistics.SequenceEqual(other.Statistics, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Name, Agents, Actions, ObservationSize, StateSize, EpisodeLimit, Statistics.Count, AgentFeatureSize);
}
