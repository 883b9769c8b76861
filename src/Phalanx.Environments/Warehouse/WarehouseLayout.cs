using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Warehouse;

/// <summary>
/// The floor of a warehouse: blocks of shelves two wide, highways around them, and two goals in the middle of the bottom row.
/// </summary>
internal sealed class WarehouseLayout
{
    private readonly bool[] _highway;
    private readonly int[] _homes;
    private readonly int[] _goals;

    public WarehouseLayout(WarehouseSettings settings)
    {
        if (settings.ShelfColumns % 2 == 0)
        {
            throw EnvironmentSettings.Error(nameof(settings.ShelfColumns), settings.ShelfColumns, "an odd number");
        }

        int rows = ((settings.ColumnHeight + 1) * settings.ShelfRows) + 2;
        int columns = (3 * settings.ShelfColumns) + 1;
        Grid = new PaddedGrid(columns, rows, settings.SensorRange);
        _goals = [Grid.At(rows - 1, (columns / 2) - 1), Grid.At(rows - 1, columns / 2)];
        _highway = new bool[Grid.Count];
        List<int> homes = [];
        for (int cell = 0; cell < Grid.Count; cell++)
        {
            if (Grid.IsInside(cell))
            {
                _highway[cell] = IsHighway(Grid.RowOf(cell), Grid.ColumnOf(cell), settings.ColumnHeight);
                homes.AddRange(_highway[cell] ? [] : [cell]);
            }
        }

        _homes = [.. homes];
        ThrowIfCrowded(settings);
    }

    public PaddedGrid Grid { get; }

    /// <summary>Where shelves stand at first, from left to right and from top to bottom.</summary>
    public ReadOnlySpan<int> Homes => _homes;

    public ReadOnlySpan<int> Goals => _goals;

    /// <summary>Whether a cell is for driving: shelves cannot be put down there.</summary>
    public bool IsHighway(int cell) => _highway[cell];

    private bool IsHighway(int row, int column, int columnHeight)
    {
        int middle = Grid.Columns / 2;
        bool leadsToGoals = row > Grid.Rows - (columnHeight + 3) && (column == middle - 1 || column == middle);
        return column % 3 == 0 || row % (columnHeight + 1) == 0 || row == Grid.Rows - 1 || leadsToGoals;
    }

    private void ThrowIfCrowded(WarehouseSettings settings)
    {
        int cells = Grid.Columns * Grid.Rows;
        if (settings.Agents > cells / 2)
        {
            throw EnvironmentSettings.Error(nameof(settings.Agents), settings.Agents, $"at most {cells / 2}, half of the cells");
        }

        if (_homes.Length == 0)
        {
            throw EnvironmentSettings.Error(
                nameof(settings.ShelfColumns), settings.ShelfColumns, "at least 3 with a single row of blocks: the middle one makes room for the goals");
        }

        if ((settings.Requests ?? settings.Agents) >= _homes.Length)
        {
            throw EnvironmentSettings.Error(
                nameof(settings.Requests), settings.Requests ?? settings.Agents, $"below {_homes.Length}, the number of shelves");
        }
    }
}
