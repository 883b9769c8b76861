using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Cli.Benchmarks;

/// <summary>The sizes of an environment that learner steps are measured at.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Agents">How many agents there are.</param>
/// <param name="Observation">Numbers that an agent observes.</param>
/// <param name="State">Numbers that the state consists of.</param>
/// <param name="Actions">Actions that an agent chooses from.</param>
/// <param name="Steps">Steps of its longest episode.</param>
/// <param name="Entities">What there is to attend to, for methods that do.</param>
/// <param name="QmixBar">Milliseconds that a step of QMIX on two threads may take.</param>
/// <param name="QmixShareBar">The share of the peak of the machine that the products of such a step should reach.</param>
internal sealed record LearnerShape(
    string Name, int Agents, int Observation, int State, int Actions, int Steps, EntitySpec Entities, double QmixBar, double QmixShareBar)
{
    /// <summary>Episodes of a batch.</summary>
    public const int Batch = 32;

    /// <summary>An environment of this shape.</summary>
    public EnvironmentSpec Specification => new()
    {
        Name = Name,
        Agents = Agents,
        Actions = ActionSpec.Discrete(Actions),
        ObservationSize = Observation,
        StateSize = State,
        EpisodeLimit = Steps,
        Entities = Entities,
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
        new("predator-prey", 8, 75, 300, 6, 200, Hunt(agents: 8, prey: 8), 80, 0.55),
        new("3s5z", 8, 128, 216, 14, 150, Battle(units: 8 + 8, types: 2), 60, 0.55),
        new("MMM2", 10, 176, 322, 18, 180, Battle(units: 10 + 12, types: 3), 100, 0.6),
        new("27m_vs_30m", 27, 285, 1170, 36, 180, Battle(units: 27 + 30, types: 1), 300, 0.6),
    ];

    /// <summary>These and a map on which a step is so small that everything else shows.</summary>
    public static IReadOnlyList<LearnerShape> Played { get; } =
        [.. Measured, new("3m", 3, 30, 48, 9, 60, Battle(units: 3 + 3, types: 1), QmixBar: 0, QmixShareBar: 0)];

    /// <summary>As predator-prey declares them: which agent it is, agent or prey, row, column, alive.</summary>
    private static EntitySpec Hunt(int agents, int prey) => new(agents + prey, agents + 2 + 2 + 1);

    /// <summary>Units of both sides: side, x, y, health, shield, cooldown or energy, and which type it is. Last actions are appended.</summary>
    private static EntitySpec Battle(int units, int types) => new(units, 6 + types, AppendLastActions: true);
}
