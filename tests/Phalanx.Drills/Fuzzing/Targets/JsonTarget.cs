using Phalanx.Learning.Runs;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>A JSON file of a run directory.</summary>
/// <param name="path">Where the cases are put.</param>
/// <param name="name">What it is called.</param>
/// <param name="seeds">Real ones.</param>
/// <param name="read">Reads one.</param>
/// <param name="seal">Makes its checksum right; null where it has none.</param>
internal sealed class JsonTarget(string path, string name, IReadOnlyList<byte[]> seeds, Action<string> read, Func<byte[], byte[]>? seal = null) : FileTarget(path)
{
    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds => seeds;

    public override bool IsChecksummed => seal is not null;

    // A number in a table, or a property, becomes an object.
    public override int MostPerByte => 256;

    public override byte[] Seal(byte[] content) => seal?.Invoke(content) ?? content;

    protected override void ReadFile(FuzzCase fuzzed) => read(Path);

    /// <summary>Those that every run has.</summary>
    public static IEnumerable<FuzzTarget> Of(DrillFolder folder, IReadOnlyList<string> runs) =>
    [
        new JsonTarget(folder.At("progress.json"), "progress.json", Files(runs, "progress.json"), path => RunStatus.Read(path)),
        new JsonTarget(folder.At("summary.json"), "summary.json", Files(runs, "summary.json"), path => RunSummary.Read(path).ToJson(), SealedAgain),
        new JsonTarget(folder.At("environment.json"), "environment.json", Files(runs, "environment.json"), path => RunEnvironment.Read(path)),
        new JsonTarget(folder.At("machine.json"), "machine.json", Files(runs, "machine.json"), path => _ = RunHistory.Read(path).Attempts.Select(attempt => attempt.Bits).Count()),
    ];

    /// <summary>What can be sealed is, as it would be written.</summary>
    private static byte[] SealedAgain(byte[] content)
    {
        _ = SealedJson.Open(content, out byte[] json);
        return json.AsSpan().EndsWith("\n}"u8) ? SealedJson.Seal(json) : content;
    }

    private static byte[][] Files(IReadOnlyList<string> runs, string file) => [.. runs.Select(run => File.ReadAllBytes(System.IO.Path.Combine(run, file)))];
}
