using Phalanx.Foundation;

namespace Phalanx.Environments.Foraging;

// How an episode begins.
internal sealed partial class LevelForaging
{
    private const int AttemptsToPlaceFood = 1000;

    /// <summary>No food's level is above that of the weakest few players together.</summary>
    private const int WeakestPlayersSummed = 3;

    private static readonly StreamPurpose Start = StreamPurpose.Named("lbf/start");

    /// <summary>Puts players and foods where a test wants them; foods need not keep their distance.</summary>
    internal void Place(
        int environment, ReadOnlySpan<(int Row, int Column, int Level)> players, ReadOnlySpan<(int Row, int Column, int Level)> foods)
    {
        Clear(environment);
        for (int player = 0; player < players.Length; player++)
        {
            OfPlayers(_cells, environment)[player] = _grid.At(players[player].Row, players[player].Column);
            OfPlayers(_levels, environment)[player] = players[player].Level;
        }

        foreach ((int row, int column, int level) in foods)
        {
            AddFood(environment, _grid.At(row, column), level);
        }

        FoodsOf(environment).Sort();
    }

    protected override void Begin(int environment, ulong seed)
    {
        Clear(environment);
        RandomStream random = new(seed, Start, 0);
        PlacePlayers(environment, ref random);
        PlaceFoods(environment, ref random);
    }

    private void PlacePlayers(int environment, ref RandomStream random)
    {
        Span<int> cells = OfPlayers(_cells, environment);
        Span<int> levels = OfPlayers(_levels, environment);
        for (int player = 0; player < cells.Length; player++)
        {
            do
            {
                cells[player] = _grid.At(random.NextInt(_grid.Rows), random.NextInt(_grid.Columns));
            }
            while (cells[..player].Contains(cells[player]));

            levels[player] = random.NextInt(_settings.MinPlayerLevel, _settings.MaxPlayerLevel + 1);
        }
    }

    /// <summary>Foods stay off the border and away from each other; where that leaves no room there are fewer.</summary>
    private void PlaceFoods(int environment, ref RandomStream random)
    {
        Span<int> field = FieldOf(environment);
        int highest = _settings.MaxFoodLevel ?? SumOfWeakest(environment);
        int lowest = _settings.Coop ? highest : Math.Min(_settings.MinFoodLevel, highest);
        for (int attempt = 0; attempt < AttemptsToPlaceFood && _spawnedFoods[environment] < _settings.Foods; attempt++)
        {
            int cell = _grid.At(random.NextInt(1, _grid.Rows - 1), random.NextInt(1, _grid.Columns - 1));
            if (!HasFoodNear(field, cell) && !OfPlayers(_cells, environment).Contains(cell))
            {
                AddFood(environment, cell, random.NextInt(lowest, highest + 1));
            }
        }

        FoodsOf(environment).Sort();
    }

    private int SumOfWeakest(int environment)
    {
        Span<int> sorted = OfPlayers(_targets, environment);
        OfPlayers(_levels, environment).CopyTo(sorted);
        sorted.Sort();
        int sum = 0;
        foreach (int level in sorted[..Math.Min(WeakestPlayersSummed, sorted.Length)])
        {
            sum += level;
        }

        return sum;
    }

    /// <summary>Whether there is food in the block of nine around a cell, or two cells away in its row or column.</summary>
    private bool HasFoodNear(ReadOnlySpan<int> field, int cell)
    {
        bool found = false;
        for (int offset = -1; offset <= 1; offset++)
        {
            ReadOnlySpan<int> across = field.Slice(cell + (offset * _grid.Stride) - 1, 3);
            found |= across[0] > 0 || across[1] > 0 || across[2] > 0;
        }

        // Off the border, two cells away is at most in the wall.
        foreach (int direction in _directions)
        {
            found |= field[cell + (2 * direction)] > 0;
        }

        return found;
    }

    private void Clear(int environment)
    {
        _emptyField.CopyTo(FieldOf(environment));
        OfPlayers(_rewards, environment).Clear();
        _events[environment].Clear();
        _spawnedFoods[environment] = 0;
        _spawnedLevels[environment] = 0;
        _loadedFoods[environment] = 0;
    }

    private void AddFood(int environment, int cell, int level)
    {
        FieldOf(environment)[cell] = level;
        _foodCells[(environment * _settings.Foods) + _spawnedFoods[environment]++] = cell;
        _spawnedLevels[environment] += level;
    }

    private Span<int> FoodsOf(int environment) => _foodCells.AsSpan(environment * _settings.Foods, _spawnedFoods[environment]);
}
