namespace Phalanx.Environments.Foraging;

/// <summary>Registers the sizes of Level-Based Foraging that the field compares on.</summary>
internal static class ForagingFamily
{
    public static void Register(EnvironmentRegistry registry)
    {
        Register(registry, new() { Size = 8, Players = 2, Foods = 2, Coop = true });
        Register(registry, new() { Size = 8, Players = 2, Foods = 2, Coop = true, Sight = 2 });
        Register(registry, new() { Size = 8, Players = 2, Foods = 3 });
        Register(registry, new() { Size = 10, Players = 3, Foods = 3 });
        Register(registry, new() { Size = 10, Players = 3, Foods = 3, Sight = 2 });
        Register(registry, new() { Size = 15, Players = 3, Foods = 5 });
        Register(registry, new() { Size = 15, Players = 4, Foods = 3 });
        Register(registry, new() { Size = 15, Players = 4, Foods = 5 });
    }

    private static void Register(EnvironmentRegistry registry, ForagingSettings defaults)
    {
        string together = defaults.Coop ? " that take all of them" : "";
        string sight = defaults.Sight is { } cells ? $", seeing {cells} cells far" : "";
        registry.Register(
            defaults.Name,
            $"{defaults.Players} players of different levels gather {defaults.Foods} foods{together} on {defaults.Size}x{defaults.Size} cells{sight}",
            (settings, count) => new LevelForaging(defaults.Name, settings, count),
            settings => LevelForaging.SpecOf(defaults.Name, settings),
            "lbf",
            nameof(LevelForaging),
            defaults);
    }
}
