using System.Text;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>
/// Assignments on the command line, <c>--set path=value</c>: paths and values. Where the run is estimated to take little, its networks are made and its losses tried
/// out, so that no size is accepted that cannot be made.
/// </summary>
internal sealed class AssignmentTarget(string path, EnvironmentRegistry environments, AlgorithmRegistry algorithms) : FuzzTarget
{
    private const int MostAssignments = 8;

    // Of which the program takes most. Values on a tape come on top of what is known without them.
    private static readonly MemoryLimit Little = new(120_000_000, OfContainer: false);

    private readonly SettingsResolver _resolver = new(algorithms.SettingsOf, environments.SettingsOf);
    private readonly List<(string Algorithm, string Environment)> _pairs = [];

    public override string Name => "--set path=value";

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. SettingSeeds.Pairs.SelectMany(SeedsOf)];

    public override int MostPerByte => 1024;

    public override long MostMade => 10 * Little.Bytes;

    public override void Read(FuzzCase fuzzed)
    {
        IReadOnlyList<string> set = [.. Encoding.UTF8.GetString(fuzzed.Content).Split('\n').Take(MostAssignments)];
        RunSettings run = SettingSeeds.ThrowIfChanged(_resolver, Request(_pairs[fuzzed.Seed], set), path);
        var problem = new LearningProblem(run, environments, algorithms);
        problem.Memory.ThrowIfOver(Little.Bytes);
        _ = MemoryNeed.Of(problem, threads: 1, limit: Little).ToString();
        _ = DiskNeed.Of(problem).ToString();
    }

    private static RunRequest Request((string Algorithm, string Environment) pair, IReadOnlyList<string> set) =>
        new() { Algorithm = pair.Algorithm, Environment = pair.Environment, Set = set };

    /// <summary>Every setting of a pair, with the value that it has. A short run takes little.</summary>
    private IEnumerable<byte[]> SeedsOf((string Algorithm, string Environment) pair)
    {
        foreach (ResolvedSetting setting in _resolver.Resolve(Request(pair, [])).Settings.Where(setting => setting.Path != "replay.capacity_episodes"))
        {
            _pairs.Add(pair);
            yield return Encoding.UTF8.GetBytes($"{setting.Path}={setting.Text}\nreplay.capacity_episodes=64\ntraining.steps=1000");
        }
    }
}
