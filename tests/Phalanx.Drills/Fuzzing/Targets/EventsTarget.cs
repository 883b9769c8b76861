using Phalanx.Dashboard.Curves;
using Phalanx.Foundation;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Files of events, out of which the dashboard has the times of rows. It leaves out what is damaged, so nothing is refused.</summary>
internal sealed class EventsTarget(string folder, IReadOnlyList<string> files) : FuzzTarget
{
    private const int MostOfRecord = 1 << 20;

    public override string Name => "events";

    public override bool IsText => false;

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. files.Select(File.ReadAllBytes)];

    public override bool IsChecksummed => true;

    public override int MostPerByte => 16;

    public override byte[] Seal(byte[] content) => FramedRecords.Seal(content, from: 0);

    public override void Read(FuzzCase fuzzed)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "events.out.tfevents.1.host");
        File.WriteAllBytes(path, fuzzed.Content);
        _ = TrainingTimes.Of(folder, _ => true).At(40);
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
