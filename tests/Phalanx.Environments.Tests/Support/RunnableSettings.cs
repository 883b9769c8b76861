using Phalanx.Environments.Matrix;

namespace Phalanx.Environments.Tests;

/// <summary>Settings with which an environment can be made: its defaults, but for those that have to be told something.</summary>
internal static class RunnableSettings
{
    public static object Of(EnvironmentDefinition definition, TemporaryFolder folder)
    {
        object defaults = definition.CreateDefaultSettings();
        return defaults is PayoffFileSettings file ? file with { Path = folder.Write("game.csv", "1,2\n3,4\n") } : defaults;
    }
}
