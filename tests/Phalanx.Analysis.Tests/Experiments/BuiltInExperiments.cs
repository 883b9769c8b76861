using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;

namespace Phalanx.Analysis.Tests.Experiments;

/// <summary>The experiments of the library, read against all that is built in.</summary>
internal static class BuiltInExperiments
{
    public static EnvironmentRegistry Environments { get; } = EnvironmentRegistry.WithBuiltIns();

    public static AlgorithmRegistry Algorithms { get; } = AlgorithmRegistry.WithBuiltIns();

    public static SettingsResolver Settings { get; } = new(Algorithms.SettingsOf, Environments.SettingsOf);

    public static ExperimentLibrary Library { get; } = new(Algorithms, Environments);

    public static ExperimentReader Reader { get; } = new(Algorithms, Environments);

    public static TheoryData<string> Names => [.. Library.Names.Where(name => Library[name].Family is null)];

    public static Experiment Get(string name) => Assert.Single(Library[name].Experiments);
}
