using System.Numerics;
using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Checkers;

/// <summary>
/// The checkers of VDN's paper by the rules of ma-gym. Agent 0 gets ten times the reward of agent 1 for an apple, and ten times its
/// penalty for a lemon. The best team lets agent 1 clear the way of lemons, at a small loss, and agent 0 eat all apples.
/// </summary>
internal sealed class CheckersGame : IEnvironmentBatch
{
    private const int Agents = CheckersBoard.Agents;

    // What an agent sees of a cell has one more feature for walls, of which there are none.
    private const int SeenFeatures = CheckersBoard.Features + 1;
    private const int Place = 2;
    private const int Window = 3;

    private readonly CheckersSettings _settings;
    private readonly EpisodeTracker _episodes;
    private readonly CheckersBoard[] _boards;
    private readonly double[] _rewards;
    private readonly int _viewSize;

    public CheckersGame(CheckersSettings settings, int count)
    {
        _settings = settings;
        _viewSize = ViewSizeOf(settings);
        Spec = SpecOf(settings);
        _episodes = new EpisodeTracker(Spec, count);
        _boards = new CheckersBoard[count];
        _rewards = new double[count * Agents];
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _boards.Length;

    /// <summary>The specification that follows from settings.</summary>
    public static EnvironmentSpec SpecOf(CheckersSettings settings)
    {
        int view = ViewSizeOf(settings);
        return new EnvironmentSpec
        {
            Name = "checkers",
            Agents = Agents,
            Actions = GridStep.Actions,
            ObservationSize = view * (settings.FullObservable ? Agents : 1),
            StateSize = settings.StateMode == CheckersState.Grid ? (CheckersMap.Cells * CheckersBoard.Features) + 1 : Agents * view,
            EpisodeLimit = settings.MaxSteps,
            Statistics = ["apples_eaten", "lemons_eaten"],
            ObservationParts = settings.FullObservable
                ? ObservationPart.InOrder([.. Enumerable.Range(0, Agents).SelectMany(agent => PartsOf(settings, $"agent {agent} "))])
                : ObservationPart.InOrder([.. PartsOf(settings, "")]),
        };
    }

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _boards[environment] = CheckersBoard.Start;
        Buffers.Row<double>(_rewards, environment, Agents).Clear();
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            ref CheckersBoard board = ref _boards[environment];
            board.JustEaten = 0;
            Span<double> rewards = Buffers.Row<double>(_rewards, environment, Agents);
            for (int agent = 0; agent < Agents; agent++)
            {
                rewards[agent] = _settings.StepCost + board.Move(agent, action.Discrete[agent]);
            }

            results[row] = _episodes.EndStep(environment, rewards[0] + rewards[1], terminated: board.Apples == 0);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        int width = Agents * Spec.ObservationSize;
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> team = Buffers.Row(observations, row, width);
            WriteViews(environments[row], team[..(Agents * _viewSize)]);
            if (_settings.FullObservable)
            {
                team[..Spec.ObservationSize].CopyTo(team[Spec.ObservationSize..]);
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> state = Buffers.Row(states, row, Spec.StateSize);
            if (_settings.StateMode == CheckersState.ConcatObs)
            {
                WriteViews(environments[row], state);
                continue;
            }

            state.Clear();
            WriteCells(_boards[environments[row]], state);
            state[^1] = TimeOf(environments[row]);
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            statistics[2 * row] = _boards[environments[row]].ApplesEaten;
            statistics[(2 * row) + 1] = _boards[environments[row]].LemonsEaten;
        }
    }

    public Frame Draw(int environment) =>
        CheckersDrawing.Draw(_boards[environment], _episodes.StepsOf(environment), _settings.FullObservable ? null : Window / 2.0);

    /// <summary>What each agent added to the reward of the last step.</summary>
    internal ReadOnlySpan<double> RewardsOf(int environment) => Buffers.Row<double>(_rewards, environment, Agents);

    /// <summary>The board, which tests may set.</summary>
    internal ref CheckersBoard BoardOf(int environment) => ref _boards[environment];

    private static ObservationPart[] PartsOf(CheckersSettings settings, string whose) =>
    [
        new(whose + "place", 0, [Place]) { Features = ["row", "column"] },
        new(whose + "window", 0, [Window, Window, SeenFeatures]) { Features = ["lemons", "apples", "agent 0", "agent 1", "walls"] },
        new(whose + "time", 0, [settings.Clock ? 1 : 0]),
    ];

    private static int ViewSizeOf(CheckersSettings settings) => Place + (Window * Window * SeenFeatures) + (settings.Clock ? 1 : 0);

    private float TimeOf(int environment) => (float)_episodes.StepsOf(environment) / Spec.EpisodeLimit;

    private void WriteViews(int environment, Span<float> views)
    {
        views.Clear();
        for (int agent = 0; agent < Agents; agent++)
        {
            Span<float> view = Buffers.Row(views, agent, _viewSize);
            WriteWindow(_boards[environment], _boards[environment].CellOf(agent), view);
            if (_settings.Clock)
            {
                view[^1] = TimeOf(environment);
            }
        }
    }

    /// <summary>Where the agent is, and the nine cells around it row by row; those outside of the board are left zero.</summary>
    private static void WriteWindow(in CheckersBoard board, int centre, Span<float> view)
    {
        (int row, int column) = Math.DivRem(centre, CheckersMap.Columns);
        view[0] = CheckersMap.SeenRows[row];
        view[1] = CheckersMap.SeenColumns[column];
        for (int feature = 0; feature < CheckersBoard.Features; feature++)
        {
            uint near = board.CellsWith(feature) & CheckersMap.Neighbourhoods[centre];
            for (; near != 0; near &= near - 1)
            {
                (int nearRow, int nearColumn) = Math.DivRem(BitOperations.TrailingZeroCount(near), CheckersMap.Columns);
                int index = ((nearRow - row + 1) * Window) + nearColumn - column + 1;
                view[Place + (index * SeenFeatures) + feature] = 1;
            }
        }
    }

    /// <summary>Every cell row by row.</summary>
    private static void WriteCells(in CheckersBoard board, Span<float> values)
    {
        for (int feature = 0; feature < CheckersBoard.Features; feature++)
        {
            for (uint cells = board.CellsWith(feature); cells != 0; cells &= cells - 1)
            {
                values[(BitOperations.TrailingZeroCount(cells) * CheckersBoard.Features) + feature] = 1;
            }
        }
    }
}
