using Phalanx.Foundation;

namespace Phalanx.Environments.Warehouse;

// How an episode begins.
internal sealed partial class RobotWarehouse
{
    private static readonly StreamPurpose Start = StreamPurpose.Named("rware/start");
    private static readonly StreamPurpose NewRequests = StreamPurpose.Named("rware/new requests");

    /// <summary>Puts a robot where a test wants it; one that stands there has to be put elsewhere next.</summary>
    internal void Place(int environment, int robot, int x, int y, Heading heading)
    {
        Span<int> robotsAt = OfCells(_robotsAt, environment);
        ref int cell = ref OfRobots(_cells, environment)[robot];
        robotsAt[cell] = robotsAt[cell] == robot ? Nothing : robotsAt[cell];
        cell = Grid.At(y, x);
        robotsAt[cell] = robot;
        OfRobots(_headings, environment)[robot] = heading;
    }

    /// <summary>Gives a robot a shelf to carry and takes the shelf out of its cell.</summary>
    internal void Load(int environment, int robot, int shelf)
    {
        Span<int> shelvesAt = OfCells(_shelvesAt, environment);
        shelvesAt[shelvesAt.IndexOf(shelf)] = Nothing;
        shelvesAt[OfRobots(_cells, environment)[robot]] = shelf;
        OfRobots(_carried, environment)[robot] = shelf;
    }

    /// <summary>Which shelves are requested, for tests to read and to change.</summary>
    internal Span<bool> RequestedOf(int environment) => Buffers.Row<bool>(_requested, environment, _layout.Homes.Length);

    /// <summary>Where the shelves are, each a number from 0 in the order of their homes; -1 where there is none.</summary>
    internal int ShelfAt(int environment, int x, int y) => OfCells(_shelvesAt, environment)[Grid.At(y, x)];

    protected override void Begin(int environment, ulong seed)
    {
        _deliveries[environment] = 0;
        _events[environment].Clear();
        OfRobots(_rewards, environment).Clear();
        OfRobots(_delivered, environment).Clear();
        OfRobots(_carried, environment).Fill(Nothing);
        RandomStream random = new(seed, Start, 0);
        PlaceShelves(environment);
        PlaceRobots(environment, ref random);
        Request(environment, ref random);
    }

    private void PlaceShelves(int environment)
    {
        Span<int> shelvesAt = OfCells(_shelvesAt, environment);
        shelvesAt.Fill(Nothing);
        for (int shelf = 0; shelf < _layout.Homes.Length; shelf++)
        {
            shelvesAt[_layout.Homes[shelf]] = shelf;
        }
    }

    /// <summary>Anywhere, under shelves too.</summary>
    private void PlaceRobots(int environment, ref RandomStream random)
    {
        Span<int> cells = OfRobots(_cells, environment);
        Span<int> robotsAt = OfCells(_robotsAt, environment);
        robotsAt.Fill(Nothing);
        random.SampleWithoutReplacement(cells, Grid.Rows * Grid.Columns);
        for (int robot = 0; robot < cells.Length; robot++)
        {
            (int row, int column) = Math.DivRem(cells[robot], Grid.Columns);
            cells[robot] = Grid.At(row, column);
            robotsAt[cells[robot]] = robot;
        }

        foreach (ref Heading heading in OfRobots(_headings, environment))
        {
            heading = (Heading)random.NextInt(LeftOf.Length);
        }
    }

    private void Request(int environment, ref RandomStream random)
    {
        Span<bool> requested = RequestedOf(environment);
        requested.Clear();
        for (int request = 0; request < (_settings.Requests ?? _settings.Agents); request++)
        {
            requested[IndexOfFree(requested, random.NextInt(requested.Length - request))] = true;
        }
    }
}
