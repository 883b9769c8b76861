using Phalanx.Dashboard.Curves;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>
/// Files of events: the dashboard reads the times of rows off them, and a run that is resumed cuts them where its checkpoint was. Both leave out what is
/// damaged, so nothing is refused but by the framing alone.
/// </summary>
internal sealed class EventsTarget(string folder, IReadOnlyList<string> files) : FuzzTarget
{
    private const int MostOfRecord = 1 << 20;
    private const long Checkpoint = 100;

    public override string Name => "events";

    public override bool IsText => false;

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. files.Select(File.ReadAllBytes)];

    public override bool IsChecksummed => true;

    // Each event is read several times, and once written.
    public override int MostPerByte => 128;

    public override byte[] Seal(byte[] content) => FramedRecords.Seal(content, from: 0);

    public override void Read(FuzzCase fuzzed)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "events.out.tfevents.1.host");
        File.WriteAllBytes(path, fuzzed.Content);
        _ = TrainingTimes.Of(folder, _ => true).At(40);
        All(() => ReadRecords(path), () => EventFiles.Unite(folder, Checkpoint));
    }

    private static void ReadRecords(string path)
    {
        using FileStream stream = SharedReading.Open(path);
        RecordState state;
        do
        {
            state = RecordFraming.Read(stream, MostOfRecord, out _);
        }
        while (state == RecordState.Whole);
        if (state != RecordState.End)
        {
            throw new UserErrorException(state == RecordState.Damaged ? "a checksum is wrong" : $"a record is {state}");
        }
    }
}
