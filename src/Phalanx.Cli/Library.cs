using Phalanx.Analysis.Checks;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.StarCraft.Client;

namespace Phalanx.Cli;

/// <summary>What the tool can train, and on what: all that is built in, unless other registries are given.</summary>
internal sealed class Library
{
    public EnvironmentRegistry Environments { get => field ??= AllEnvironments(); init; }

    public AlgorithmRegistry Algorithms { get => field ??= AlgorithmRegistry.WithBuiltIns(); init; }

    public IExactChecks Checks { get => field ??= new ExactChecks(Algorithms, Environments); init; }

    public ExperimentLibrary Experiments => field ??= new(Algorithms, Environments);

    public SettingsResolver Settings => new(Algorithms.SettingsOf, Environments.SettingsOf);

    private static EnvironmentRegistry AllEnvironments()
    {
        EnvironmentRegistry environments = EnvironmentRegistry.WithBuiltIns();
        StarCraftGames.Register(environments);
        return environments;
    }
}
