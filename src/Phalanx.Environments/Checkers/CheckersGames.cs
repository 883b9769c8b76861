namespace Phalanx.Environments.Checkers;

/// <summary>Registers checkers.</summary>
internal static class CheckersGames
{
    public static void Register(EnvironmentRegistry registry) => registry.Register<CheckersSettings>(
        "checkers",
        "one agent clears the way of lemons so that another may eat the apples",
        (settings, count) => new CheckersGame(settings, count),
        CheckersGame.SpecOf,
        source: nameof(CheckersGame));
}
