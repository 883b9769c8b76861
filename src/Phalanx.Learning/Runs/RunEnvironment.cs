using System.Text.Json;
using System.Text.Json.Serialization;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// What the environment of a run is, seen from outside: the content of <c>environment.json</c>. With it a team can be exported by a program that does not know the
/// environment. It decides no result of the run.
/// </summary>
/// <param name="Name">What the environment calls itself.</param>
/// <param name="Agents">How many agents there are.</param>
/// <param name="Actions">What an agent chooses.</param>
/// <param name="ObservationSize">How many numbers an agent sees.</param>
/// <param name="StateSize">How many numbers describe the whole environment.</param>
/// <param name="EpisodeLimit">After how many steps an episode ends at the latest.</param>
/// <param name="Statistics">The names of figures that tell how an episode went.</param>
/// <param name="AgentFeatureSize">How many numbers of the state describe each agent; 0 for none.</param>
/// <param name="DeclaresAlive">Whether agents may be lost before an episode ends.</param>
/// <param name="Entities">The entities; null where there are none.</param>
public sealed record RunEnvironment(
    string Name,
    int Agents,
    RunActions Actions,
    int ObservationSize,
    int StateSize,
    int EpisodeLimit,
    IReadOnlyList<string> Statistics,
    int AgentFeatureSize,
    bool DeclaresAlive,
    EntitySpec? Entities)
{
    /// <summary>What a specification says. Payoffs, scripts and parts of observations are left out: no team acts by them.</summary>
    /// <param name="spec">The specification.</param>
    public static RunEnvironment Of(EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new RunEnvironment(
            spec.Name,
            spec.Agents,
            RunActions.Of(spec.Actions),
            spec.ObservationSize,
            spec.StateSize,
            spec.EpisodeLimit,
            spec.Statistics,
            spec.AgentFeatureSize,
            spec.DeclaresAlive,
            spec.Entities);
    }

    /// <summary>Reads the file of a run; null where there is none.</summary>
    /// <exception cref="UserErrorException">It is damaged.</exception>
    public static RunEnvironment? Read(string path) => File.Exists(path) ? JsonFile.Read(path, OriginJson.Default.RunEnvironment) : null;

    /// <summary>The specification.</summary>
    /// <param name="path">The file, for the sentence of a refusal.</param>
    /// <exception cref="UserErrorException">It is none that an environment can have.</exception>
    public EnvironmentSpec ToSpec(string path)
    {
        try
        {
            var spec = new EnvironmentSpec
            {
                Name = Name,
                Agents = Agents,
                Actions = Actions.ToSpec(),
                ObservationSize = ObservationSize,
                StateSize = StateSize,
                EpisodeLimit = EpisodeLimit,
                Statistics = Statistics,
                AgentFeatureSize = AgentFeatureSize,
                DeclaresAlive = DeclaresAlive,
                Entities = Entities,
            };
            return spec.Problems() is [string problem, ..] ? throw new ArgumentException(problem) : spec;
        }
        catch (ArgumentException problem)
        {
            throw new UserErrorException($"'{path}' is damaged: {problem.Message}", problem);
        }
    }

    /// <summary>Writes the file of a run that does not have it yet.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    internal static void WriteIfMissing(RunDirectory run, EnvironmentSpec spec)
    {
        if (!File.Exists(run.EnvironmentPath))
        {
            AtomicFile.WriteAllText(run.EnvironmentPath, JsonSerializer.Serialize(Of(spec), OriginJson.Default.RunEnvironment) + "\n");
        }
    }
}

/// <summary>What an agent chooses, as <c>environment.json</c> says it: a number of actions, perhaps with names, or bounds of numbers.</summary>
public sealed record RunActions
{
    /// <summary>How many discrete actions there are; null where actions are numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>What the discrete actions are called; null where they have no names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The least value of each number; null where actions are discrete.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? Low { get; init; }

    /// <summary>The largest value of each number; null where actions are discrete.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? High { get; init; }

    /// <summary>What a specification says.</summary>
    /// <param name="spec">The specification.</param>
    public static RunActions Of(ActionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.IsDiscrete
            ? new RunActions { Count = spec.Count, Names = spec.Names.Count > 0 ? spec.Names : null }
            : new RunActions { Low = spec.Low.ToArray(), High = spec.High.ToArray() };
    }

    /// <summary>The specification.</summary>
    /// <exception cref="ArgumentException">It is none that an environment can have.</exception>
    internal ActionSpec ToSpec() => (Count, Names, Low, High) switch
    {
        ({ } count, null, null, null) => ActionSpec.Discrete(count),
        ({ } count, { } names, null, null) when names.Count == count => ActionSpec.Named(names),
        (null, null, { } low, { } high) => ActionSpec.Continuous(low.ToArray(), high.ToArray()),
        _ => throw new ArgumentException("its actions are neither a count, with as many names or none, nor bounds"),
    };
}
