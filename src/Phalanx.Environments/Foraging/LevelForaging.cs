using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Foraging;

/// <summary>
/// Level-Based Foraging: players walk a grid and load food together. Players beside a food load it when their levels sum to at least
/// its own, and each is paid for its share.
/// </summary>
internal sealed partial class LevelForaging : WorldBatch
{
    /// <summary>Not a food, nor a cell to walk on.</summary>
    private const int Wall = -1;

    private readonly ForagingSettings _settings;
    private readonly PaddedGrid _grid;
    private readonly int[] _emptyField;
    private readonly int[] _directions;

    // Per environment: the level of the food in each cell, where foods were at first (in row-major order), and what is left of them.
    private readonly int[] _fields;
    private readonly int[] _foodCells;
    private readonly int[] _spawnedFoods;
    private readonly int[] _spawnedLevels;
    private readonly int[] _loadedFoods;
    private readonly EventLog[] _events;

    // Per player.
    private readonly int[] _cells;
    private readonly int[] _levels;
    private readonly int[] _targets;
    private readonly bool[] _blocked;
    private readonly bool[] _loading;
    private readonly double[] _rewards;

    public LevelForaging(string name, ForagingSettings settings, int count)
        : base(SpecOf(name, settings), count)
    {
        _settings = settings;
        _grid = new PaddedGrid(settings.Size, settings.Size, border: 1);
        _directions = [-_grid.Stride, _grid.Stride, -1, 1];
        _emptyField = new int[_grid.Count];
        for (int cell = 0; cell < _grid.Count; cell++)
        {
            _emptyField[cell] = _grid.IsInside(cell) ? 0 : Wall;
        }

        _fields = new int[count * _grid.Count];
        _foodCells = new int[count * settings.Foods];
        _spawnedFoods = new int[count];
        _spawnedLevels = new int[count];
        _loadedFoods = new int[count];
        _events = EventLog.ForEach(count);
        _cells = new int[count * settings.Players];
        _levels = new int[count * settings.Players];
        _targets = new int[count * settings.Players];
        _blocked = new bool[count * settings.Players];
        _loading = new bool[count * settings.Players];
        _rewards = new double[count * settings.Players];
    }

    private enum PlayerAction
    {
        None,
        North,
        South,
        West,
        East,
        Load,
    }

    public override void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        if (!_settings.MaskInvalid)
        {
            available.Fill(true);
            return;
        }

        int actions = Spec.Actions.Count;
        for (int row = 0; row < environments.Length; row++)
        {
            Span<int> field = FieldOf(environments[row]);
            Span<int> cells = OfPlayers(_cells, environments[row]);
            for (int player = 0; player < cells.Length; player++)
            {
                Span<bool> mask = Buffers.Row(available, (row * cells.Length) + player, actions);
                for (int action = 0; action < actions; action++)
                {
                    mask[action] = IsValid(field, cells[player], (PlayerAction)action);
                }
            }
        }
    }

    /// <summary>What each player earned in the last step.</summary>
    internal ReadOnlySpan<double> RewardsOf(int environment) => OfPlayers(_rewards, environment);

    protected override (double Reward, bool Terminated) Advance(int environment, ReadOnlySpan<int> actions)
    {
        Span<int> field = FieldOf(environment);
        Span<int> cells = OfPlayers(_cells, environment);
        Span<int> targets = OfPlayers(_targets, environment);
        Span<bool> loading = OfPlayers(_loading, environment);
        for (int player = 0; player < cells.Length; player++)
        {
            PlayerAction action = IsValid(field, cells[player], (PlayerAction)actions[player]) ? (PlayerAction)actions[player] : PlayerAction.None;
            loading[player] = action == PlayerAction.Load;
            targets[player] = cells[player] + (action is PlayerAction.None or PlayerAction.Load ? 0 : _directions[action - PlayerAction.North]);
        }

        Move(environment);
        double reward = Load(environment);
        return (reward, _loadedFoods[environment] == _spawnedFoods[environment]);
    }

    protected override void Measure(int environment, Span<float> statistics) => statistics[0] = _loadedFoods[environment];

    /// <summary>
    /// A player that is the only one to want a cell goes there. The reference does not ask whether a player that stands there gets away, so
    /// two may swap cells, and two may come to share one when a third stops the first from leaving.
    /// </summary>
    private void Move(int environment)
    {
        Span<int> cells = OfPlayers(_cells, environment);
        Span<int> targets = OfPlayers(_targets, environment);
        Span<bool> blocked = OfPlayers(_blocked, environment);
        bool anyBlocked;
        do
        {
            anyBlocked = false;
            for (int player = 0; player < targets.Length; player++)
            {
                blocked[player] = targets[player] != cells[player] && targets.Count(targets[player]) > 1;
                anyBlocked |= blocked[player];
            }

            for (int player = 0; player < targets.Length; player++)
            {
                targets[player] = blocked[player] ? cells[player] : targets[player];
            }
        }
        while (_settings.StrictBlocking && anyBlocked);

        targets.CopyTo(cells);
    }

    /// <summary>
    /// All players who load the same food do it together. A player of level l gets l / (sum of levels) of the reward for the food.
    /// </summary>
    private double Load(int environment)
    {
        Span<int> field = FieldOf(environment);
        Span<int> cells = OfPlayers(_cells, environment);
        Span<int> levels = OfPlayers(_levels, environment);
        Span<bool> loading = OfPlayers(_loading, environment);
        Span<double> rewards = OfPlayers(_rewards, environment);
        rewards.Clear();
        _events[environment].Clear();
        double team = 0;
        for (int player = 0; player < cells.Length; player++)
        {
            if (!loading[player])
            {
                continue;
            }

            int cell = AdjacentFood(field, cells[player]);
            int strength = 0;
            for (int teammate = player; teammate < cells.Length; teammate++)
            {
                strength += loading[teammate] && AreAdjacent(cells[teammate], cell) ? levels[teammate] : 0;
            }

            bool loaded = strength >= field[cell];
            double scale = _settings.NormalizeReward ? (double)strength * _spawnedLevels[environment] : 1;
            for (int teammate = player; teammate < cells.Length; teammate++)
            {
                if (loading[teammate] && AreAdjacent(cells[teammate], cell))
                {
                    if (loaded && _events[environment].IsKept)
                    {
                        _events[environment].Add(FrameEvents.Capture, teammate, IdOfFood(cell), (double)levels[teammate] / strength);
                    }

                    rewards[teammate] = loaded ? levels[teammate] * field[cell] / scale : -_settings.Penalty;
                    team += rewards[teammate];
                    loading[teammate] = false;
                }
            }

            if (loaded)
            {
                field[cell] = 0;
                _loadedFoods[environment]++;
            }
        }

        return team;
    }

    /// <summary>Other players do not make a move invalid; they may still stop it.</summary>
    private bool IsValid(ReadOnlySpan<int> field, int cell, PlayerAction action) => action switch
    {
        PlayerAction.None => true,
        PlayerAction.Load => AdjacentFood(field, cell) >= 0,
        _ => field[cell + _directions[action - PlayerAction.North]] == 0,
    };

    /// <summary>The one food beside a cell (foods keep too far apart for two), or -1.</summary>
    private int AdjacentFood(ReadOnlySpan<int> field, int cell)
    {
        foreach (int direction in _directions)
        {
            if (field[cell + direction] > 0)
            {
                return cell + direction;
            }
        }

        return -1;
    }

    private bool AreAdjacent(int cell, int other) => Math.Abs(cell - other) is var distance && (distance == 1 || distance == _grid.Stride);

    private Span<int> FieldOf(int environment) => Buffers.Row<int>(_fields, environment, _grid.Count);

    private Span<T> OfPlayers<T>(T[] values, int environment) => Buffers.Row<T>(values, environment, _settings.Players);
}
