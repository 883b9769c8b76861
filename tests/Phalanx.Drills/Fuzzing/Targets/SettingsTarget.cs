using System.Text;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Files of settings, <c>--config</c>. What is accepted must be the same once it is written and read again.</summary>
internal sealed class SettingsTarget(string path, EnvironmentRegistry environments, AlgorithmRegistry algorithms) : FileTarget(path)
{
    private const string Partial = """
        # a few settings of a run
        env: {name: predator-prey, width: 8}
        algorithm:
          name: "qmix"
        learner.lr: 5e-4
        exploration:
          epsilon:
            start: 1.0
            finish: 0.05   # as in the paper
        training: {steps: 20000, seed: 7}

        """;

    private readonly SettingsResolver _resolver = new(algorithms.SettingsOf, environments.SettingsOf);

    public override string Name => "settings (YAML)";

    public override IReadOnlyList<byte[]> Seeds =>
        field ??= [.. SettingSeeds.Runs(_resolver).Select(run => Encoding.UTF8.GetBytes(SettingsYaml.Write(run))), Encoding.UTF8.GetBytes(Partial)];

    // A value is a node of a tree with the place that it stands at.
    public override int MostPerByte => 1024;

    protected override void ReadFile(FuzzCase fuzzed) => SettingSeeds.ThrowIfChanged(_resolver, new RunRequest { ConfigFile = Path }, Path);
}
