using Phalanx.Learning.Runs;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>A JSON file of a run directory.</summary>
/// <param name="path">Where the cases are put.</param>
/// <param name="name">What it is called.</param>
/// <param name="seeds">Real ones.</param>
/// <param name="read">Reads one.</param>
internal sealed class JsonTarget(string path, string name, IReadOnlyList<byte[]> seeds, Action<string> read) : FileTarget(path)
{
    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds => seeds;

    // A number in a table, or a property, becomes an object.
    public override int MostPerByte => 256;

    protected override void ReadFile(FuzzCase fuzzed) => read(Path);

    /// <summary>Those that every run has.</summary>
    public static IEnumerable<FuzzTarget> Of(DrillFolder folder, IReadOnlyList<string> runs) =>
    [
        new JsonTarget(folder.At("progress.json"), "progress.json", Files(runs, "progress.json"), path => RunStatus.Read(path)),
        new JsonTarget(folder.At("summary.json"), "summary.json", Files(runs, "summary.json"), path => RunSummary.Read(path).ToJson()),
        new JsonTarget(folder.At("environment.json"), "environment.json", Files(runs, "environment.json"), path => RunEnvironment.Read(path)!.ToSpec(path)),
        new JsonTarget(folder.At("machine.json"), "machine.json", Files(runs, "machine.json"), path => _ = RunHistory.Read(path).Attempts.Select(attempt => attempt.Bits).Count()),
    ];

    private static byte[][] Files(IReadOnlyList<string> runs, string file) => [.. runs.Select(run => File.ReadAllBytes(System.IO.Path.Combine(run, file)))];
}
