using Phalanx.Learning.Recording;
using Phalanx.Testing;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Records of episodes, read whole and salvaged, with every episode in them.</summary>
internal sealed class RecordTarget(string path, IReadOnlyList<string> files) : FileTarget(path)
{
    private const int Generated = 6;
    private const int Preamble = 16;

    public override string Name => "records (.phxr)";

    public override bool IsText => false;

    public override IReadOnlyList<byte[]> Seeds =>
        field ??= [.. files.Select(File.ReadAllBytes), .. Enumerable.Range(1, Generated).Select(seed => new GeneratedRecord(seed).Bytes())];

    public override bool IsChecksummed => true;

    // Episodes are deflated.
    public override int MostPerByte => 4096;

    public override byte[] Seal(byte[] content) => content.Length < Preamble ? content : FramedRecords.Seal(content, Preamble);

    protected override void ReadFile(FuzzCase fuzzed) => All(() => ReadAll(salvage: false), () => ReadAll(salvage: true));

    private void ReadAll(bool salvage)
    {
        using var record = RecordFile.Open(Path, salvage);
        for (int episode = 0; episode < record.Episodes.Count; episode++)
        {
            _ = record.Read(episode).Steps;
        }
    }
}
