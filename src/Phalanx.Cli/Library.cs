using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Cli;

/// <summary>What the tool can train, and on what.</summary>
internal sealed class Library
{
    public EnvironmentRegistry Environments { get; } = EnvironmentRegistry.WithBuiltIns();

    public AlgorithmRegistry Algorithms { get; } = AlgorithmRegistry.WithBuiltIns();

    public SettingsResolver Settings =>
        new(name => Algorithms[name].CreateDefaultSettings(), name => Environments[name].CreateDefaultSettings());
}
