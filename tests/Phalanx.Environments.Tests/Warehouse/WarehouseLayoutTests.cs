using Phalanx.Environments.Warehouse;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Warehouse;

public sealed class WarehouseLayoutTests
{
    [Fact]
    public void The_tiny_warehouse_has_two_blocks_of_sixteen_shelves_beside_the_way_to_the_goals()
    {
        string[] rows = ["..........", .. Enumerable.Repeat(".XX....XX.", 8), "..........", "....GG...."];

        Assert.Equal(rows, Print(new()));
        WarehouseLayout layout = new(new());
        Assert.Equal((110, 32), (layout.Grid.Rows * layout.Grid.Columns, layout.Homes.Length));
    }

    [Fact]
    public void Larger_warehouses_repeat_the_blocks_and_clear_the_way_only_in_the_last_row_of_blocks() =>
        Assert.Equal(
            [
                "................",
                ".XX.XX.XX.XX.XX.",
                ".XX.XX.XX.XX.XX.",
                "................",
                ".XX.XX....XX.XX.",
                ".XX.XX....XX.XX.",
                "................",
                ".......GG.......",
            ],
            Print(new() { ShelfRows = 2, ShelfColumns = 5, ColumnHeight = 2 }));

    [Fact]
    public void A_warehouse_in_which_things_do_not_fit_is_refused()
    {
        AssertRefused("env.shelf_columns is 4; it must be an odd number", new() { ShelfColumns = 4 });
        AssertRefused(
            "env.shelf_columns is 1; it must be at least 3 with a single row of blocks: the middle one makes room for the goals",
            new() { ShelfColumns = 1, Agents = 1 });
        AssertRefused("env.agents is 56; it must be at most 55, half of the cells", new() { Agents = 56 });
        AssertRefused("env.requests is 32; it must be below 32, the number of shelves", new() { Requests = 32 });
        AssertRefused("env.requests is 32; it must be below 32, the number of shelves", new() { Agents = 32 });

        static void AssertRefused(string message, WarehouseSettings settings) =>
            Assert.Equal(message, Assert.Throws<UserErrorException>(() => new WarehouseLayout(settings)).Message);
    }

    [Fact]
    public void More_robots_than_memory_could_hold_are_refused() => Assert.Equal(
        "env.agents is 1001; it must be from 1 to 1000",
        Assert.Throws<UserErrorException>(
            () => EnvironmentRegistry.WithBuiltIns().Create("rware/tiny-2ag", new WarehouseSettings { ShelfRows = 50, Agents = 1001 })).Message);

    private static string[] Print(WarehouseSettings settings)
    {
        WarehouseLayout layout = new(settings);
        return [.. Enumerable.Range(0, layout.Grid.Rows).Select(row => string.Concat(Enumerable.Range(0, layout.Grid.Columns).Select(column => Letter(layout.Grid.At(row, column)))))];

        char Letter(int cell) => layout.Goals.Contains(cell) ? 'G' : layout.IsHighway(cell) ? '.' : 'X';
    }
}
