namespace Phalanx.Environments.TwoQuadratics;

/// <summary>Registers the max of two quadratics.</summary>
internal static class TwoQuadraticsGames
{
    public static void Register(EnvironmentRegistry registry) => registry.Register<TwoQuadraticsSettings>(
        "two-quadratics",
        "two agents choose a number each: a wide hill of 0 beside a narrow one of 10",
        (settings, count) => new TwoQuadraticsGame(settings, count),
        TwoQuadraticsGame.SpecOf,
        source: nameof(TwoQuadraticsGame));
}
