namespace Phalanx.Environments.Squeeze;

/// <summary>Registers the squeezes.</summary>
internal static class SqueezeGames
{
    private const string Page = "squeeze";

    // The wide pitfall of the second game pays well under the narrow optimum that both share.
    private static readonly SqueezeDomain Optimum = new(Centre: 8, Width: 0.5);
    private static readonly SqueezeDomain Pitfall = new(Centre: 5, Width: 1);

    public static void Register(EnvironmentRegistry registry)
    {
        Register(registry, "squeeze", "QTRAN's Gaussian squeeze: ten agents must give 8 together", [Optimum]);
        Register(registry, "squeeze-multi", "the squeeze of two domains: a narrow 8 beside a wide 5", [Optimum, Pitfall]);
    }

    private static void Register(EnvironmentRegistry registry, string name, string summary, SqueezeDomain[] domains) =>
        registry.Register<SqueezeSettings>(
            name,
            summary,
            (settings, count) => new SqueezeGame(name, domains, settings, count),
            settings => SqueezeGame.SpecOf(name, settings),
            Page,
            nameof(SqueezeGame));
}
