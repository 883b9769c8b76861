using System.Numerics;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>
/// The modified predator-prey of QTRAN's paper. Predators hunt prey that move at random on a square grid. A prey with two or more
/// predators beside it is caught: it pays 1 and reappears elsewhere. One with a single predator beside it costs a penalty. Only the
/// time limit ends an episode.
/// </summary>
internal sealed class Hunt : IEnvironmentBatch
{
    private const int Actions = 5;

    private static readonly StreamPurpose Draws = StreamPurpose.Named("hunt");

    private readonly HuntGrid _grid;
    private readonly HuntObservation _observation;
    private readonly double _penalty;
    private readonly int _entities;
    private readonly EpisodeTracker _episodes;
    private readonly RandomStream[] _streams;
    private readonly byte[] _occupants;
    private readonly int[] _cells;
    private readonly int[] _caught;
    private readonly int[] _missed;
    private readonly EventLog[] _events;

    public Hunt(HuntSettings settings, int count)
    {
        Spec = SpecOf(settings);
        _entities = settings.Predators + PreyOf(settings);
        double horizon = settings.Observation == HuntObservation.Masked25 ? 2.5 : double.PositiveInfinity;
        _grid = new HuntGrid(SizeOf(settings), settings.CatchNeighbourhood, horizon);
        (_observation, _penalty) = (settings.Observation, settings.Penalty);
        _episodes = new EpisodeTracker(Spec, count);
        _streams = new RandomStream[count];
        _occupants = new byte[count * _grid.Empty.Length];
        _cells = new int[count * _entities];
        _caught = new int[count];
        _missed = new int[count];
        _events = EventLog.ForEach(count);
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _streams.Length;

    public static void Register(EnvironmentRegistry registry) => registry.Register<HuntSettings>(
        "hunt", "QTRAN's predator-prey: two together catch, one alone pays a penalty", (settings, count) => new Hunt(settings, count), SpecOf);

    /// <summary>The specification that follows from settings.</summary>
    /// <exception cref="UserErrorException">The grid has no room for all.</exception>
    public static EnvironmentSpec SpecOf(HuntSettings settings)
    {
        (int prey, int size) = (PreyOf(settings), SizeOf(settings));
        int entities = settings.Predators + prey;
        if (entities >= size * size)
        {
            throw EnvironmentSettings.Error(
                nameof(settings.Size), size, $"larger: {settings.Predators} predators, {prey} prey and a cell to flee to must find room");
        }

        return new EnvironmentSpec
        {
            Name = "hunt",
            Agents = settings.Predators,
            Actions = ActionSpec.Named("up", "left", "stay", "right", "down"),
            ObservationSize = settings.Observation == HuntObservation.Window3 ? 9 : (2 * entities) + 3,
            StateSize = 2 * entities,
            EpisodeLimit = settings.EpisodeLimit,
            Statistics = ["prey_caught", "lone_catches"],
            ObservationParts = settings.Observation == HuntObservation.Window3
                ? [new ObservationPart("window", 0, [3, 3])]
                : ObservationPart.InOrder(
                    new ObservationPart("ways", 0, [entities, 2]) { Features = ["down", "right"] },
                    new ObservationPart("own number", 0, [1]),
                    new ObservationPart("place", 0, [2]) { Features = ["row", "column"] }),
        };
    }

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _streams[environment] = new RandomStream(seed, Draws, 0);
        (_caught[environment], _missed[environment]) = (0, 0);
        _events[environment].Clear();
        WorldOf(environment).Scatter(ref _streams[environment]);
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        Span<int> moves = stackalloc int[_entities];
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            ReadOnlySpan<int> action = actions.Discrete.Slice(row * Spec.Agents, Spec.Agents);
            _episodes.CheckStep(environment, new JointAction(action));
            action.CopyTo(moves);
            for (int prey = Spec.Agents; prey < _entities; prey++)
            {
                moves[prey] = _streams[environment].NextInt(Actions);
            }

            results[row] = Step(environment, moves);
        }
    }

    /// <summary>A step with given moves of the prey as well.</summary>
    internal StepResult Step(int environment, ReadOnlySpan<int> moves)
    {
        HuntWorld world = WorldOf(environment);
        world.Move(moves);
        (uint caught, uint missed) = world.Catches();
        EventLog events = _events[environment];
        if (events.IsKept)
        {
            events.Clear();
            world.NoteCaptures(caught, events);
        }

        world.Respawn(caught, ref _streams[environment]);
        (int catches, int misses) = (BitOperations.PopCount(caught), BitOperations.PopCount(missed));
        _caught[environment] += catches;
        _missed[environment] += misses;
        return _episodes.EndStep(environment, catches - (_penalty * misses), terminated: false);
    }

    /// <summary>Puts every entity where a test wants it.</summary>
    /// <param name="environment">Which environment.</param>
    /// <param name="places">The column and row of each predator, then of each prey.</param>
    internal void Place(int environment, params ReadOnlySpan<(int X, int Y)> places)
    {
        HuntWorld world = WorldOf(environment);
        world.Clear();
        for (int entity = 0; entity < _entities; entity++)
        {
            world.Put(entity, _grid.CellOf(places[entity].Y, places[entity].X));
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            ReadOnlySpan<int> cells = CellsOf(environments[row]);
            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                Span<float> observation = Buffers.Row(observations, (row * Spec.Agents) + agent, Spec.ObservationSize);
                if (_observation == HuntObservation.Window3)
                {
                    WriteWindow(environments[row], cells[agent], observation);
                }
                else
                {
                    WriteRelative(agent, cells, observation);
                }
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> state = Buffers.Row(states, row, Spec.StateSize);
            ReadOnlySpan<int> cells = CellsOf(environments[row]);
            for (int entity = 0; entity < _entities; entity++)
            {
                _grid.WritePosition(cells[entity], state[(2 * entity)..]);
            }
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            (statistics[2 * row], statistics[(2 * row) + 1]) = (_caught[environments[row]], _missed[environments[row]]);
        }
    }

    public Frame Draw(int environment)
    {
        var items = new FrameItem[_entities];
        for (int entity = 0; entity < _entities; entity++)
        {
            (int row, int column) = _grid.PlaceOf(CellsOf(environment)[entity]);
            items[entity] = entity < Spec.Agents
                ? FrameItem.InCell(FrameRole.Agent, FrameShape.Disc, column, row, $"{entity}") with { Agent = entity, Kind = "predator", Sight = SightOf(_observation) }
                : FrameItem.InCell(FrameRole.Target, FrameShape.Diamond, column, row) with { Kind = "prey" };
            items[entity] = items[entity] with { Id = entity };
        }

        return new Frame(_grid.Size, _grid.Size, items)
        {
            Grid = true,
            Caption = $"step {_episodes.StepsOf(environment)}, {_caught[environment]} caught, {_missed[environment]} times alone",
            Events = _events[environment].Show(),
        };
    }

    /// <summary>How far a predator sees, to the edge of the last cell; null where it sees all.</summary>
    private static double? SightOf(HuntObservation observation) => observation switch
    {
        HuntObservation.Window3 => 1.5,
        HuntObservation.Masked25 => 2.5,
        _ => null,
    };

    /// <summary>The way from the agent to every entity, the agent's number as a share of the team, and its own position.</summary>
    private void WriteRelative(int agent, ReadOnlySpan<int> cells, Span<float> observation)
    {
        for (int entity = 0; entity < cells.Length; entity++)
        {
            _grid.WriteDistance(cells[agent], cells[entity], observation[(2 * entity)..]);
        }

        observation[2 * cells.Length] = (float)agent / Spec.Agents;
        _grid.WritePosition(cells[agent], observation[((2 * cells.Length) + 1)..]);
    }

    /// <summary>What is in the 3x3 cells around a cell, row after row.</summary>
    private void WriteWindow(int environment, int cell, Span<float> observation)
    {
        ReadOnlySpan<byte> occupants = Buffers.Row<byte>(_occupants, environment, _grid.Empty.Length);
        int corner = cell - _grid.Width - 1;
        for (int place = 0; place < 9; place++)
        {
            int occupant = occupants[corner + (place / 3 * _grid.Width) + (place % 3)];
            observation[place] = occupant switch
            {
                0 => 0,
                HuntGrid.Wall => 1,
                _ => occupant <= Spec.Agents ? 3 : 5,
            };
        }
    }

    private Span<int> CellsOf(int environment) => Buffers.Row<int>(_cells, environment, _entities);

    private HuntWorld WorldOf(int environment) => new(
        _grid, Spec.Agents, Buffers.Row<byte>(_occupants, environment, _grid.Empty.Length), CellsOf(environment));

    private static int PreyOf(HuntSettings settings) => settings.Prey ?? Math.Max(1, settings.Predators / 2);

    private static int SizeOf(HuntSettings settings) => settings.Size ?? settings.Predators + 3;
}
