namespace Phalanx.Environments.Foraging;

// The picture, the observations and the specification.
internal sealed partial class LevelForaging
{
    private const int FeaturesPerEntity = 3;

    private static readonly string[] EntityFeatures = ["row", "column", "level"];

    public override Frame Draw(int environment)
    {
        List<FrameItem> items = [];
        foreach (int cell in FoodsOf(environment))
        {
            // What was loaded stays in the list, and its level is not kept.
            int level = FieldOf(environment)[cell];
            FrameItem food = FrameItem.InCell(FrameRole.Target, FrameShape.Square, _grid.ColumnOf(cell), _grid.RowOf(cell), level > 0 ? $"{level}" : "");
            items.Add(food with { Id = IdOfFood(cell), Kind = "food", Down = level == 0 });
        }

        for (int player = 0; player < _settings.Players; player++)
        {
            int cell = OfPlayers(_cells, environment)[player];
            int level = OfPlayers(_levels, environment)[player];
            items.Add(FrameItem.InCell(FrameRole.Agent, FrameShape.Disc, _grid.ColumnOf(cell), _grid.RowOf(cell), $"{level}") with
            {
                Id = player,
                Agent = player,
                Kind = "player",
                Sight = _settings.Sight is { } sight ? sight + 0.5 : null,
            });
        }

        return new Frame(_grid.Columns, _grid.Rows, items)
        {
            Grid = true,
            Caption = $"step {Episodes.StepsOf(environment)}: {_loadedFoods[environment]} of {_spawnedFoods[environment]} foods loaded",
            Events = _events[environment].Show(),
        };
    }

    /// <summary>The id of the food in a cell; players come before.</summary>
    private int IdOfFood(int cell) => _settings.Players + cell;

    /// <summary>
    /// Foods in sight, then the agent itself, then the other players in sight: row, column and level of each, counted from the top left
    /// corner of the window as it is cut off by the edge of the grid. What is not there is -1, -1, 0.
    /// </summary>
    protected override void Observe(int environment, int agent, Span<float> values)
    {
        Span<int> field = FieldOf(environment);
        Span<int> cells = OfPlayers(_cells, environment);
        Span<int> levels = OfPlayers(_levels, environment);
        int sight = _settings.Sight ?? _settings.Size;
        (int row, int column) = (_grid.RowOf(cells[agent]), _grid.ColumnOf(cells[agent]));
        (int top, int left) = (Math.Max(row - sight, 0), Math.Max(column - sight, 0));

        int at = 0;
        foreach (int cell in FoodsOf(environment))
        {
            if (field[cell] > 0 && Math.Abs(_grid.RowOf(cell) - row) <= sight && Math.Abs(_grid.ColumnOf(cell) - column) <= sight)
            {
                at = Write(values, at, _grid.RowOf(cell) - top, _grid.ColumnOf(cell) - left, field[cell]);
            }
        }

        while (at < _settings.Foods * FeaturesPerEntity)
        {
            at = Write(values, at, -1, -1, 0);
        }

        at = Write(values, at, row - top, column - left, levels[agent]);
        for (int teammate = 0; teammate < cells.Length; teammate++)
        {
            // The reference does not cut this window off at the edge: from near the top or left, players are seen farther than foods.
            (int down, int right) = (_grid.RowOf(cells[teammate]) - top, _grid.ColumnOf(cells[teammate]) - left);
            if (teammate != agent && (uint)down <= 2 * sight && (uint)right <= 2 * sight)
            {
                at = Write(values, at, down, right, levels[teammate]);
            }
        }

        while (at < values.Length)
        {
            at = Write(values, at, -1, -1, 0);
        }
    }

    private static int Write(Span<float> values, int at, int row, int column, int level)
    {
        values[at] = row;
        values[at + 1] = column;
        values[at + 2] = level;
        return at + FeaturesPerEntity;
    }

    /// <summary>The specification that follows from a name and settings.</summary>
    /// <exception cref="Foundation.UserErrorException">The settings contradict each other.</exception>
    public static EnvironmentSpec SpecOf(string name, ForagingSettings settings)
    {
        settings.ThrowIfContradictory();
        int observation = FeaturesPerEntity * (settings.Foods + settings.Players);
        return new EnvironmentSpec
        {
            Name = name,
            Agents = settings.Players,
            Actions = ActionSpec.Named("stay", "north", "south", "west", "east", "load"),
            ObservationSize = observation,
            StateSize = settings.Players * observation,
            EpisodeLimit = settings.EpisodeLimit,
            Statistics = ["foods_loaded"],
            ObservationParts = ObservationPart.InOrder(
                new ObservationPart("foods", 0, [settings.Foods, FeaturesPerEntity]) { Features = EntityFeatures },
                new ObservationPart("own", 0, [FeaturesPerEntity]) { Features = EntityFeatures },
                new ObservationPart("others", 0, [settings.Players - 1, FeaturesPerEntity]) { Features = EntityFeatures }),
        };
    }
}
