using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>
/// The predator-prey of Weighted QMIX, DCG and ResQ. Agents hunt prey that move at random on a grid. Two agents catch a prey when both
/// play catch beside it in one step; both agents and the prey then leave the game. An agent that plays catch alone is punished.
/// </summary>
internal sealed partial class PredatorPrey : IEnvironmentBatch
{
    private const int Actions = 6;

    private static readonly StreamPurpose Draws = StreamPurpose.Named("predator-prey");

    private readonly PredatorPreyRules _rules;
    private readonly EpisodeTracker _episodes;
    private readonly RandomStream[] _streams;
    private readonly PredatorPreyRoster[] _rosters;
    private readonly byte[] _occupants;
    private readonly byte[] _rows;
    private readonly byte[] _columns;
    private readonly int _stride;

    public PredatorPrey(PredatorPreySettings settings, int count)
    {
        _rules = new PredatorPreyRules(settings);
        Spec = SpecOf(_rules);
        _episodes = new EpisodeTracker(Spec, count);
        _streams = new RandomStream[count];
        _rosters = new PredatorPreyRoster[count];
        _occupants = new byte[count * _rules.Grid.Empty.Length];
        _stride = (_rules.Entities + PredatorPreyWindow.Lanes - 1) / PredatorPreyWindow.Lanes * PredatorPreyWindow.Lanes;
        _rows = new byte[count * _stride];
        _columns = new byte[count * _stride];
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _streams.Length;

    public static void Register(EnvironmentRegistry registry) => registry.Register<PredatorPreySettings>(
        "predator-prey",
        "the predator-prey of Weighted QMIX and ResQ: catching takes two, trying alone is punished",
        (settings, count) => new PredatorPrey(settings, count),
        settings => SpecOf(new PredatorPreyRules(settings)));

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _streams[environment] = new RandomStream(seed, Draws, 0);
        WorldOf(environment).Scatter();
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            (double reward, bool over) = WorldOf(environment).Step(action.Discrete);
            results[row] = _episodes.EndStep(environment, reward, terminated: over);
        }
    }

    /// <summary>Puts entities where a test wants them; those that are not named are captured or frozen.</summary>
    /// <param name="environment">Which environment.</param>
    /// <param name="agents">The row and column of the first agents.</param>
    /// <param name="prey">The row and column of the first prey.</param>
    internal void Place(int environment, ReadOnlySpan<(int Row, int Column)> agents, ReadOnlySpan<(int Row, int Column)> prey)
    {
        PredatorPreyWorld world = WorldOf(environment);
        world.Clear();
        for (int agent = 0; agent < agents.Length; agent++)
        {
            world.Enter(agent, (agents[agent].Row * _rules.Grid.Width) + agents[agent].Column);
        }

        for (int number = 0; number < prey.Length; number++)
        {
            world.Enter(_rules.Agents + number, (prey[number].Row * _rules.Grid.Width) + prey[number].Column);
        }
    }

    private static EnvironmentSpec SpecOf(PredatorPreyRules rules) => new()
    {
        Name = "predator-prey",
        Agents = rules.Agents,
        Actions = ActionSpec.Named("right", "down", "left", "up", "stay", "catch"),
        ObservationSize = rules.Window.Side * rules.Window.Side * Features,
        StateSize = rules.Grid.Cells * Features,
        EpisodeLimit = rules.Settings.EpisodeLimit,
        Statistics = ["prey_caught", "lone_catches"],
        Entities = new EntitySpec(rules.Entities, rules.Agents + EntityColumns),
        ObservationParts = [new ObservationPart("window", 0, [rules.Window.Side, rules.Window.Side, Features]) { Features = ["agents", "prey", "nothing"] }],
    };

    private PredatorPreyWorld WorldOf(int environment) => new(
        _rules,
        Buffers.Row<byte>(_occupants, environment, _rules.Grid.Empty.Length),
        Buffers.Row<byte>(_rows, environment, _stride),
        Buffers.Row<byte>(_columns, environment, _stride),
        ref _rosters[environment],
        ref _streams[environment]);
}
