namespace Phalanx.Environments.Switch;

/// <summary>Registers the switches.</summary>
internal static class SwitchGames
{
    private const string Page = "switch";

    public static void Register(EnvironmentRegistry registry)
    {
        Register(registry, "switch-2", "two agents must pass each other through a corridor of one cell", agents: 2);
        Register(registry, "switch-3", "the switch with two agents in one room and one in the other", agents: 3);
        Register(registry, "switch-4", "the switch with two agents in each room", agents: 4);
    }

    private static void Register(EnvironmentRegistry registry, string name, string summary, int agents) =>
        registry.Register<SwitchSettings>(
            name,
            summary,
            (settings, count) => new SwitchGame(name, agents, settings, count),
            settings => SwitchGame.SpecOf(name, agents, settings),
            Page,
            nameof(SwitchGame));
}
