namespace Phalanx.Environments.GroupMatching;

/// <summary>Registers group matching.</summary>
internal static class GroupMatchingGames
{
    public static void Register(EnvironmentRegistry registry) => registry.Register<GroupMatchingSettings>(
        "group-matching",
        "agents on a ring gather by groups, which only some of the others belong to",
        (settings, count) => new GroupMatchingGame(settings, count),
        GroupMatchingGame.SpecOf,
        source: nameof(GroupMatchingGame));
}
