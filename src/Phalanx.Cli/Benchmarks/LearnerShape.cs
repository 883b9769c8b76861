using Phalanx.Environments;
using Phalanx.Learning;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Settings;

namespace Phalanx.Cli.Benchmarks;

/// <summary>The sizes of an environment that learner steps are measured at.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Team">The sizes of its team.</param>
/// <param name="Steps">Steps of its longest episode.</param>
/// <param name="QmixBar">Milliseconds that a step of QMIX on two threads may take.</param>
internal sealed record LearnerShape(string Name, TeamShape Team, int Steps, double QmixBar)
{
    /// <summary>Episodes of a batch.</summary>
    public const int Batch = 32;

    /// <summary>An environment of this shape.</summary>
    public EnvironmentSpec Specification => new()
    {
        Name = Name,
        Agents = Team.Agents,
        Actions = ActionSpec.Discrete(Team.Actions),
        ObservationSize = Team.Observation,
        StateSize = Team.State,
        EpisodeLimit = Steps,
    };

    /// <summary>What is stored of its episodes.</summary>
    public EpisodeLayout Layout => new()
    {
        Agents = Team.Agents,
        EpisodeLimit = Steps,
        Actions = Team.Actions,
        StoresAvailableActions = true,
        ObservationSize = Team.Observation,
        StateSize = Team.State,
    };

    /// <summary>An algorithm's settings as they are by default.</summary>
    public RunSettings SettingsOf(AlgorithmDefinition algorithm) => new()
    {
        EnvironmentName = Name,
        AlgorithmName = algorithm.Name,
        Env = new object(),
        Algorithm = algorithm.CreateDefaultSettings(),
    };

    /// <summary>Predator-prey and three battle maps.</summary>
    public static IReadOnlyList<LearnerShape> Measured { get; } =
    [
        new("predator-prey", new TeamShape(8, 75, 300, 6), 200, 80),
        new("3s5z", new TeamShape(8, 128, 216, 14), 150, 60),
        new("MMM2", new TeamShape(10, 176, 322, 18), 180, 100),
        new("27m_vs_30m", new TeamShape(27, 285, 1170, 36), 180, 300),
    ];
}
