using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Switch;

/// <summary>
/// The switch of VDN's paper by the rules of ma-gym. Agents in two rooms want to be in the other one, and the corridor between them is one cell
/// wide. No agent sees another: the order of passing must be fixed beforehand, or follow from the time.
/// </summary>
internal sealed class SwitchGame : IEnvironmentBatch
{
    private const double ArrivalReward = 5;

    // Row, column, and whether it has arrived.
    private const int AgentFeatures = 3;

    private readonly SwitchSettings _settings;
    private readonly EpisodeTracker _episodes;
    private readonly int _agents;
    private readonly int _viewSize;

    // The number of each agent's cell, and a bit for each cell that an agent stands on. An agent on its goal has arrived.
    private readonly int[] _cells;
    private readonly uint[] _occupied;
    private readonly double[] _rewards;

    public SwitchGame(string name, int agents, SwitchSettings settings, int count)
    {
        (_agents, _settings) = (agents, settings);
        _viewSize = ViewSizeOf(settings);
        Spec = SpecOf(name, agents, settings);
        _episodes = new EpisodeTracker(Spec, count);
        _cells = new int[count * agents];
        _occupied = new uint[count];
        _rewards = new double[count * agents];
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _episodes.Count;

    /// <summary>The specification that follows from a name, the number of agents and settings.</summary>
    public static EnvironmentSpec SpecOf(string name, int agents, SwitchSettings settings) => new()
    {
        Name = name,
        Agents = agents,
        Actions = GridStep.Actions,
        ObservationSize = ViewSizeOf(settings) * (settings.FullObservable ? agents : 1),
        StateSize = (AgentFeatures * agents) + 1,
        EpisodeLimit = settings.MaxSteps,
        AgentFeatureSize = AgentFeatures,
        Statistics = ["arrived"],
        ObservationParts = settings.FullObservable
            ? ObservationPart.InOrder([.. Enumerable.Range(0, agents).SelectMany(agent => PartsOf(settings, $"agent {agent} "))])
            : ObservationPart.InOrder([.. PartsOf(settings, "")]),
    };

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _occupied[environment] = 0;
        Buffers.Row<double>(_rewards, environment, _agents).Clear();
        for (int agent = 0; agent < _agents; agent++)
        {
            Enter(environment, agent, SwitchMap.CellOf(SwitchMap.Starts[agent]));
        }
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            double reward = 0;
            int arrived = 0;

            // One agent after the other, so that one may enter the cell that one before it leaves.
            for (int agent = 0; agent < _agents; agent++)
            {
                double own = Move(environment, agent, action.Discrete[agent]);
                _rewards[(environment * _agents) + agent] = own;
                reward += own;
                arrived += HasArrived(environment, agent) ? 1 : 0;
            }

            results[row] = _episodes.EndStep(environment, reward, terminated: arrived == _agents);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> team = Buffers.Row(observations, row, _agents * Spec.ObservationSize);
            for (int agent = 0; agent < _agents; agent++)
            {
                WriteView(environments[row], agent, Buffers.Row(team, agent, _viewSize));
            }

            // With full observability all views make up what the first agent sees, and the others see the same.
            for (int agent = 1; agent < _agents && _settings.FullObservable; agent++)
            {
                team[..Spec.ObservationSize].CopyTo(Buffers.Row(team, agent, Spec.ObservationSize));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> state = Buffers.Row(states, row, Spec.StateSize);
            WriteFeatures(environments[row], state);
            state[^1] = TimeOf(environments[row]);
        }
    }

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            WriteFeatures(environments[row], Buffers.Row(features, row, _agents * AgentFeatures));
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int arrived = 0;
            for (int agent = 0; agent < _agents; agent++)
            {
                arrived += HasArrived(environments[row], agent) ? 1 : 0;
            }

            statistics[row] = arrived;
        }
    }

    public Frame Draw(int environment) => SwitchDrawing.Draw(CellsOf(environment), _episodes.StepsOf(environment), ArrivalsOf(environment));

    /// <summary>What each agent added to the reward of the last step.</summary>
    internal ReadOnlySpan<double> RewardsOf(int environment) => Buffers.Row<double>(_rewards, environment, _agents);

    /// <summary>The numbers of the cells the agents stand on.</summary>
    internal ReadOnlySpan<int> CellsOf(int environment) => Buffers.Row<int>(_cells, environment, _agents);

    /// <summary>Puts all agents where a test wants them.</summary>
    internal void Place(int environment, ReadOnlySpan<int> cells)
    {
        _occupied[environment] = 0;
        for (int agent = 0; agent < _agents; agent++)
        {
            Enter(environment, agent, cells[agent]);
        }
    }

    /// <summary>Lets an agent act and returns what it adds to the reward.</summary>
    private double Move(int environment, int agent, int action)
    {
        if (HasArrived(environment, agent))
        {
            return 0;
        }

        int cell = _cells[(environment * _agents) + agent];
        (int row, int column) = GridStep.From(cell / SwitchMap.Columns, cell % SwitchMap.Columns, action);
        int target = SwitchMap.CellOf((row, column));
        if (SwitchMap.IsOpen(row, column) && (_occupied[environment] & (1u << target)) == 0)
        {
            _occupied[environment] &= ~(1u << cell);
            Enter(environment, agent, target);
        }

        return HasArrived(environment, agent) ? ArrivalReward : _settings.StepCost;
    }

    private void Enter(int environment, int agent, int cell)
    {
        _cells[(environment * _agents) + agent] = cell;
        _occupied[environment] |= 1u << cell;
    }

    private bool HasArrived(int environment, int agent) =>
        _cells[(environment * _agents) + agent] == SwitchMap.CellOf(SwitchMap.Goals[agent]);

    /// <summary>Who arrived in the last step: only then an agent on its goal is paid.</summary>
    private List<FrameEvent> ArrivalsOf(int environment)
    {
        List<FrameEvent> arrivals = [];
        for (int agent = 0; agent < _agents; agent++)
        {
            if (HasArrived(environment, agent) && RewardsOf(environment)[agent] == ArrivalReward)
            {
                arrivals.Add(new FrameEvent(FrameEvents.Deliver, agent, SwitchDrawing.IdOfGoal(agent, _agents), 1));
            }
        }

        return arrivals;
    }

    private static ObservationPart[] PartsOf(SwitchSettings settings, string whose) =>
    [
        new(whose + "place", 0, [2]) { Features = ["row", "column"] },
        new(whose + "time", 0, [settings.Clock ? 1 : 0]),
    ];

    private static int ViewSizeOf(SwitchSettings settings) => settings.Clock ? 3 : 2;

    private float TimeOf(int environment) => (float)_episodes.StepsOf(environment) / Spec.EpisodeLimit;

    private void WriteView(int environment, int agent, Span<float> view)
    {
        (int row, int column) = Math.DivRem(_cells[(environment * _agents) + agent], SwitchMap.Columns);
        view[0] = SwitchMap.SeenRows[row];
        view[1] = SwitchMap.SeenColumns[column];
        if (_settings.Clock)
        {
            view[2] = TimeOf(environment);
        }
    }

    private void WriteFeatures(int environment, Span<float> features)
    {
        for (int agent = 0; agent < _agents; agent++)
        {
            (int row, int column) = Math.DivRem(_cells[(environment * _agents) + agent], SwitchMap.Columns);
            Span<float> own = Buffers.Row(features, agent, AgentFeatures);
            own[0] = (float)row / (SwitchMap.Rows - 1);
            own[1] = (float)column / (SwitchMap.Columns - 1);
            own[2] = HasArrived(environment, agent) ? 1 : 0;
        }
    }
}
