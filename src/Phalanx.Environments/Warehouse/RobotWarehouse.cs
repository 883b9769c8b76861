using Phalanx.Environments.Grids;
using Phalanx.Foundation;

namespace Phalanx.Environments.Warehouse;

/// <summary>
/// RWARE: robots in a warehouse bring requested shelves to the goals and put them back. An empty robot drives under standing shelves, one
/// that carries a shelf cannot.
/// </summary>
internal sealed partial class RobotWarehouse : WorldBatch
{
    private const int Nothing = -1;
    private const double HalfDelivery = 0.5;

    private static readonly Heading[] LeftOf = [Heading.Left, Heading.Right, Heading.Down, Heading.Up];
    private static readonly Heading[] RightOf = [Heading.Right, Heading.Left, Heading.Up, Heading.Down];

    private readonly WarehouseSettings _settings;
    private readonly WarehouseLayout _layout;
    private readonly int[] _headingOffsets;

    // Per environment.
    private readonly int[] _deliveries;
    private readonly EventLog[] _events;

    // Per cell: which robot and which shelf are there, or Nothing.
    private readonly int[] _robotsAt;
    private readonly int[] _shelvesAt;

    // Per robot; a carried shelf, or Nothing.
    private readonly int[] _cells;
    private readonly Heading[] _headings;
    private readonly int[] _carried;
    private readonly bool[] _delivered;
    private readonly int[] _targets;
    private readonly int[] _following;
    private readonly bool[] _moves;
    private readonly double[] _rewards;

    // Per shelf.
    private readonly bool[] _requested;

    public RobotWarehouse(string name, WarehouseSettings settings, int count)
        : base(SpecOf(name, settings), count)
    {
        (_settings, _layout) = (settings, new WarehouseLayout(settings));
        _headingOffsets = [-Grid.Stride, Grid.Stride, -1, 1];
        _deliveries = new int[count];
        _events = EventLog.ForEach(count);
        _robotsAt = new int[count * Grid.Count];
        _shelvesAt = new int[count * Grid.Count];
        int robots = count * settings.Agents;
        _cells = new int[robots];
        _headings = new Heading[robots];
        _carried = new int[robots];
        _delivered = new bool[robots];
        _targets = new int[robots];
        _following = new int[robots];
        _moves = new bool[robots];
        _rewards = new double[robots];
        _requested = new bool[count * _layout.Homes.Length];
    }

    private enum RobotAction
    {
        None,
        Forward,
        TurnLeft,
        TurnRight,
        ToggleLoad,
    }

    private PaddedGrid Grid => _layout.Grid;

    /// <summary>What each robot earned in the last step.</summary>
    internal ReadOnlySpan<double> RewardsOf(int environment) => OfRobots(_rewards, environment);

    protected override (double Reward, bool Terminated) Advance(int environment, ReadOnlySpan<int> actions)
    {
        OfRobots(_rewards, environment).Clear();
        _events[environment].Clear();
        Span<int> targets = OfRobots(_targets, environment);
        for (int robot = 0; robot < actions.Length; robot++)
        {
            targets[robot] = TargetOf(environment, robot, (RobotAction)actions[robot]);
        }

        Traffic.Resolve(OfRobots(_cells, environment), targets, OfRobots(_following, environment), OfRobots(_moves, environment));
        MoveRobots(environment);
        for (int robot = 0; robot < actions.Length; robot++)
        {
            TurnOrToggleLoad(environment, robot, (RobotAction)actions[robot]);
        }

        Deliver(environment);
        double reward = 0;
        foreach (double share in OfRobots(_rewards, environment))
        {
            reward += share;
        }

        return (reward, false);
    }

    protected override void Measure(int environment, Span<float> statistics) => statistics[0] = _deliveries[environment];

    /// <summary>
    /// Where a robot wants to be. At the edge it stays; so does one with a shelf before another shelf, unless that one is carried too and
    /// so may get out of the way.
    /// </summary>
    private int TargetOf(int environment, int robot, RobotAction action)
    {
        int cell = OfRobots(_cells, environment)[robot];
        int ahead = cell + _headingOffsets[(int)OfRobots(_headings, environment)[robot]];
        if (action != RobotAction.Forward || !Grid.IsInside(ahead))
        {
            return cell;
        }

        Span<int> carried = OfRobots(_carried, environment);
        int other = OfCells(_robotsAt, environment)[ahead];
        bool shelfStands = OfCells(_shelvesAt, environment)[ahead] != Nothing && (other == Nothing || carried[other] == Nothing);
        return carried[robot] != Nothing && shelfStands ? cell : ahead;
    }

    /// <summary>Moves all robots at once: first every moving robot leaves its cell with its load, then each arrives.</summary>
    private void MoveRobots(int environment)
    {
        Span<int> robotsAt = OfCells(_robotsAt, environment);
        Span<int> shelvesAt = OfCells(_shelvesAt, environment);
        Span<int> cells = OfRobots(_cells, environment);
        Span<int> targets = OfRobots(_targets, environment);
        Span<int> carried = OfRobots(_carried, environment);
        Span<bool> moves = OfRobots(_moves, environment);
        for (int robot = 0; robot < cells.Length; robot++)
        {
            if (moves[robot])
            {
                robotsAt[cells[robot]] = Nothing;
                shelvesAt[cells[robot]] = carried[robot] == Nothing ? shelvesAt[cells[robot]] : Nothing;
            }
        }

        for (int robot = 0; robot < cells.Length; robot++)
        {
            if (moves[robot])
            {
                cells[robot] = targets[robot];
                robotsAt[cells[robot]] = robot;
                shelvesAt[cells[robot]] = carried[robot] == Nothing ? shelvesAt[cells[robot]] : carried[robot];
            }
        }
    }

    /// <summary>Turns, picks up and puts down.</summary>
    private void TurnOrToggleLoad(int environment, int robot, RobotAction action)
    {
        ref Heading heading = ref OfRobots(_headings, environment)[robot];
        ref int carried = ref OfRobots(_carried, environment)[robot];
        ref bool delivered = ref OfRobots(_delivered, environment)[robot];
        int cell = OfRobots(_cells, environment)[robot];
        switch (action)
        {
            case RobotAction.TurnLeft:
                heading = LeftOf[(int)heading];
                break;
            case RobotAction.TurnRight:
                heading = RightOf[(int)heading];
                break;
            case RobotAction.ToggleLoad when carried == Nothing:
                carried = OfCells(_shelvesAt, environment)[cell];
                break;
            case RobotAction.ToggleLoad when !_layout.IsHighway(cell):
                carried = Nothing;
                OfRobots(_rewards, environment)[robot] += delivered && _settings.Reward == DeliveryReward.TwoStage ? HalfDelivery : 0;
                delivered = false;
                break;
        }
    }

    /// <summary>A requested shelf at a goal is delivered, and another one requested. The robot keeps it and has to bring it back.</summary>
    private void Deliver(int environment)
    {
        Span<bool> requested = Buffers.Row<bool>(_requested, environment, _layout.Homes.Length);
        foreach (int goal in _layout.Goals)
        {
            int shelf = OfCells(_shelvesAt, environment)[goal];
            if (shelf == Nothing || !requested[shelf])
            {
                continue;
            }

            RandomStream random = new(Episodes.SeedOf(environment), NewRequests, (ulong)_deliveries[environment]++);
            int next = IndexOfFree(requested, random.NextInt(requested.Count(false)));
            requested[shelf] = false;
            requested[next] = true;

            // Shelves stand on no goal, so this one came with a robot.
            int robot = OfCells(_robotsAt, environment)[goal];
            OfRobots(_delivered, environment)[robot] = true;
            _events[environment].Add(FrameEvents.Deliver, robot, IdOfShelf(shelf), 1);
            AddDeliveryReward(OfRobots(_rewards, environment), robot);
        }
    }

    private void AddDeliveryReward(Span<double> rewards, int deliverer)
    {
        if (_settings.Reward != DeliveryReward.Global)
        {
            rewards[deliverer] += _settings.Reward == DeliveryReward.TwoStage ? HalfDelivery : 1;
            return;
        }

        foreach (ref double reward in rewards)
        {
            reward++;
        }
    }

    private static int IndexOfFree(ReadOnlySpan<bool> requested, int skip)
    {
        int shelf = 0;
        while (requested[shelf] || skip-- > 0)
        {
            shelf++;
        }

        return shelf;
    }

    private Span<T> OfRobots<T>(T[] values, int environment) => Buffers.Row<T>(values, environment, _settings.Agents);

    private Span<int> OfCells(int[] values, int environment) => Buffers.Row<int>(values, environment, Grid.Count);
}
