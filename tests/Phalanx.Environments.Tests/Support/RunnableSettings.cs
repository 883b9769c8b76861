using Phalanx.Environments.Battles;
using Phalanx.Environments.External;
using Phalanx.Environments.Matrix;
using Phalanx.Testing.External;

namespace Phalanx.Environments.Tests;

/// <summary>Settings with which an environment can be made: its defaults, but for those that have to be told something.</summary>
internal static class RunnableSettings
{
    private const string Map = """
        limit: 60
        terrain: simple
        allies: [{at: [9, 16], units: {marine: 2}}]
        enemies: [{at: [23, 16], units: {zergling: 3}}]
        order: {attack_move: [9, 16]}
        """;

    public static object Of(EnvironmentDefinition definition, TemporaryFolder folder) => definition.CreateDefaultSettings() switch
    {
        PayoffFileSettings file => file with { Path = folder.Write("game.csv", "1,2\n3,4\n") },
        BattleFileSettings file => file with { Map = folder.Write("map.yaml", Map) },
        ExternalSettings => ServedProgram.Settings("matrix/qtran"),
        object defaults => defaults,
    };
}
