namespace Phalanx.Environments.Warehouse;

// The picture, the observations and the specification.
internal sealed partial class RobotWarehouse
{
    private const int OwnFeatures = 8;
    private const int FeaturesPerCell = 7;

    public override Frame Draw(int environment)
    {
        List<FrameItem> items = [];
        foreach (int goal in _layout.Goals)
        {
            FrameItem ring = FrameItem.InCell(FrameRole.Target, FrameShape.Ring, Grid.ColumnOf(goal), Grid.RowOf(goal), "G", 0.9);
            items.Add(ring with { Id = IdOfPlace(goal), Kind = "goal" });
        }

        foreach (int home in _layout.Homes)
        {
            FrameItem square = FrameItem.InCell(FrameRole.Ground, FrameShape.Square, Grid.ColumnOf(home), Grid.RowOf(home), size: 1);
            items.Add(square with { Id = IdOfPlace(home), Kind = "home" });
        }

        Span<int> shelvesAt = OfCells(_shelvesAt, environment);
        for (int cell = 0; cell < Grid.Count; cell++)
        {
            if (shelvesAt[cell] is not Nothing and var shelf)
            {
                FrameRole role = RequestedOf(environment)[shelf] ? FrameRole.Target : FrameRole.Obstacle;
                FrameItem square = FrameItem.InCell(role, FrameShape.Square, Grid.ColumnOf(cell), Grid.RowOf(cell));
                items.Add(square with { Id = IdOfShelf(shelf), Kind = "shelf" });
            }
        }

        for (int robot = 0; robot < _settings.Agents; robot++)
        {
            items.Add(ItemOf(environment, robot));
        }

        return new Frame(Grid.Columns, Grid.Rows, items)
        {
            Grid = true,
            Caption = $"step {Episodes.StepsOf(environment)}, deliveries: {_deliveries[environment]}",
            Events = _events[environment].Show(),
        };
    }

    /// <summary>Itself: x, y, whether it carries, where it faces, whether on a highway. Then what it senses, in the order of reading.</summary>
    protected override void Observe(int environment, int agent, Span<float> values)
    {
        int cell = OfRobots(_cells, environment)[agent];
        values.Clear();
        values[0] = Grid.ColumnOf(cell);
        values[1] = Grid.RowOf(cell);
        values[2] = OfRobots(_carried, environment)[agent] == Nothing ? 0 : 1;
        values[3 + (int)OfRobots(_headings, environment)[agent]] = 1;
        values[7] = _layout.IsHighway(cell) ? 1 : 0;

        int range = _settings.SensorRange;
        int at = OwnFeatures;
        for (int down = -range; down <= range; down++)
        {
            for (int right = -range; right <= range; right++)
            {
                WriteCell(environment, cell + (down * Grid.Stride) + right, values.Slice(at, FeaturesPerCell));
                at += FeaturesPerCell;
            }
        }
    }

    /// <summary>Whether a robot is there, where it faces (up if there is none), whether a shelf is there, whether it is requested.</summary>
    private void WriteCell(int environment, int cell, Span<float> values)
    {
        int robot = OfCells(_robotsAt, environment)[cell];
        int shelf = OfCells(_shelvesAt, environment)[cell];
        values[0] = robot == Nothing ? 0 : 1;
        values[1 + (robot == Nothing ? 0 : (int)OfRobots(_headings, environment)[robot])] = 1;
        values[5] = shelf == Nothing ? 0 : 1;
        values[6] = shelf != Nothing && RequestedOf(environment)[shelf] ? 1 : 0;
    }

    /// <summary>The id of a shelf; robots come before.</summary>
    private int IdOfShelf(int shelf) => _settings.Agents + shelf;

    /// <summary>The id of a goal or a home, which is that of its cell; robots and shelves come before.</summary>
    private int IdOfPlace(int cell) => _settings.Agents + _layout.Homes.Length + cell;

    private FrameItem ItemOf(int environment, int robot)
    {
        int cell = OfRobots(_cells, environment)[robot];
        FrameRole role = OfRobots(_carried, environment)[robot] == Nothing ? FrameRole.Agent : FrameRole.Load;
        return FrameItem.InCell(role, FrameShape.Disc, Grid.ColumnOf(cell), Grid.RowOf(cell), $"{robot}", 0.6) with
        {
            Id = robot,
            Agent = robot,
            Kind = "robot",
            Sight = _settings.SensorRange + 0.5,
            Facing = OfRobots(_headings, environment)[robot] switch
            {
                Heading.Down => Math.PI / 2,
                Heading.Left => Math.PI,
                Heading.Up => 3 * Math.PI / 2,
                _ => 0,
            },
        };
    }

    /// <summary>The specification that follows from a name and settings.</summary>
    /// <exception cref="Foundation.UserErrorException">The settings contradict each other.</exception>
    public static EnvironmentSpec SpecOf(string name, WarehouseSettings settings)
    {
        // The layout refuses settings that cannot be built.
        _ = new WarehouseLayout(settings);
        int side = (2 * settings.SensorRange) + 1;
        int observation = OwnFeatures + (FeaturesPerCell * side * side);
        return new EnvironmentSpec
        {
            Name = name,
            Agents = settings.Agents,
            Actions = ActionSpec.Named("stay", "forward", "turn left", "turn right", "load or unload"),
            ObservationSize = observation,
            StateSize = settings.Agents * observation,
            EpisodeLimit = settings.EpisodeLimit,
            Statistics = ["deliveries"],
            ObservationParts = ObservationPart.InOrder(
                new ObservationPart("own", 0, [OwnFeatures]) { Features = ["x", "y", "carries", "faces up", "faces down", "faces left", "faces right", "on a highway"] },
                new ObservationPart("window", 0, [side, side, FeaturesPerCell])
                {
                    Features = ["robots", "facing up", "facing down", "facing left", "facing right", "shelves", "requested"],
                }),
        };
    }
}
