namespace Phalanx.Environments.External;

/// <summary>Registers the environment that other programs hold.</summary>
internal static class ExternalGames
{
    private const string Name = "external";

    public static void Register(EnvironmentRegistry registry) => registry.Register(EnvironmentDefinition.Of<ExternalSettings>(
        Name,
        "a world in a program of yours, in any language: env.command starts it, env.address finds it",
        (settings, count) => EnvironmentBatch.Guarded(new ExternalEnvironments(Name, settings, count, Console.Error.WriteLine)),
        source: nameof(ExternalEnvironments)) with
    {
        IsSharedByRun = true,
        Command = settings => ((ExternalSettings)settings).Command is { Length: > 0 } command ? command : null,
        Most = settings => ExternalRules.MostOf((ExternalSettings)settings),
    });
}
