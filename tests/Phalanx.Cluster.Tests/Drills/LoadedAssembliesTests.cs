namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Who trains on one machine does not pay for the engine of many.</summary>
[Collection(OneDrillAtATime.Name)]
public sealed class LoadedAssembliesTests : IDisposable
{
    private static readonly Predicate<string> IsOfEngine = assembly => assembly.StartsWith("Orleans", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train vdn matrix/qtran --steps 40 --out run")]
    [InlineData("show vdn matrix/qtran")]
    [InlineData("list algorithms")]
    [InlineData("--help")]
    public void A_command_for_one_machine_loads_no_assembly_of_Orleans(string arguments) => Assert.DoesNotContain(Loaded(arguments), IsOfEngine);

    /// <summary>So that the test above can fail.</summary>
    [DrillFact]
    public void A_hub_loads_some()
    {
        using var theatre = new Theatre();
        ToolMachine hub = theatre.StartHub("", Hook);
        hub.Signal("INT");
        Assert.Equal(130, hub.End());
        Assert.Contains(File.ReadAllLines(LoadedFile), IsOfEngine);
    }

    private string LoadedFile => _folder["loaded.txt"];

    private (string, string)[] Hook => [("DOTNET_STARTUP_HOOKS", typeof(LoadedAssembliesTests).Assembly.Location), (StartupHook.Variable, LoadedFile)];

    private string[] Loaded(string arguments)
    {
        using var tool = new ToolMachine(_folder.Path, arguments, network: null, Hook);
        Assert.Equal(0, tool.End());
        string[] loaded = File.ReadAllLines(LoadedFile);
        Assert.Contains("phalanx", loaded);
        return loaded;
    }
}
