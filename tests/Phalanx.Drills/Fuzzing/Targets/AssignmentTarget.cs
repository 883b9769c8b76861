using System.Text;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Assignments on the command line, <c>--set path=value</c>: paths and values.</summary>
internal sealed class AssignmentTarget(string path, EnvironmentRegistry environments, AlgorithmRegistry algorithms) : FuzzTarget
{
    private const int MostAssignments = 8;

    private readonly SettingsResolver _resolver = new(algorithms.SettingsOf, environments.SettingsOf);

    public override string Name => "--set path=value";

    public override IReadOnlyList<byte[]> Seeds => field ??=
    [
        .. _resolver.Resolve(Request([])).Settings.Select(setting => Encoding.UTF8.GetBytes($"{setting.Path}={setting.Text}")),
        "learner.lr=0.001\nexploration.epsilon.start=0.5"u8.ToArray(),
    ];

    public override int MostPerByte => 1024;

    public override void Read(FuzzCase fuzzed) =>
        SettingSeeds.ThrowIfChanged(_resolver, Request([.. Encoding.UTF8.GetString(fuzzed.Content).Split('\n').Take(MostAssignments)]), path);

    private static RunRequest Request(IReadOnlyList<string> set) => new() { Algorithm = "qmix", Environment = "battle/3m", Set = set };
}
