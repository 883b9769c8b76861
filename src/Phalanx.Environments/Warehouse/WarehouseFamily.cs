namespace Phalanx.Environments.Warehouse;

/// <summary>Registers the warehouses, which differ in how many robots they have.</summary>
internal static class WarehouseFamily
{
    public static void Register(EnvironmentRegistry registry)
    {
        Register(registry, "rware/tiny-2ag", robots: 2);
        Register(registry, "rware/tiny-4ag", robots: 4);
    }

    private static void Register(EnvironmentRegistry registry, string name, int robots) =>
        registry.Register(
            name,
            $"{robots} robots bring requested shelves to the goals of a warehouse and back",
            (settings, count) => new RobotWarehouse(name, settings, count),
            settings => RobotWarehouse.SpecOf(name, settings),
            "rware",
            nameof(RobotWarehouse),
            new WarehouseSettings { Agents = robots });
}
