using System.Buffers.Binary;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Segments of replayed episodes, restored into a replay: as far as a checkpoint says, or to their end.</summary>
internal sealed class SegmentTarget : FuzzTarget
{
    private const int Beginning = 16;
    private const int SmallestRecord = sizeof(uint) + sizeof(long) + sizeof(int) + sizeof(int) + sizeof(uint);

    private readonly string _folder;
    private readonly EpisodeLayout _layout;
    private readonly int _capacity;
    private readonly ReplayMark _mark;

    /// <summary>Takes a run that has one segment.</summary>
    public SegmentTarget(string run)
    {
        using var directory = RunDirectory.OpenToRead(run);
        _folder = directory.ReplayPath;
        using var problem = new LearningProblem(
            Trainer.ReadSettings(directory, SampleRun.Environments, SampleRun.Algorithms), SampleRun.Environments, SampleRun.Algorithms);
        (_layout, _capacity) = (problem.Layout, problem.ReplayCapacity);
        _mark = directory.Checkpoints.Latest().State.Replay!.Value.Deserialize<ReplayMark>()!;
        Seeds = [File.ReadAllBytes(Path.Combine(_folder, _mark.Segments[0].File))];
    }

    public override string Name => "segments of episodes";

    public override bool IsText => false;

    public override IReadOnlyList<byte[]> Seeds { get; }

    public override bool IsChecksummed => true;

    public override byte[] Seal(byte[] content)
    {
        byte[] whole = [.. content];
        int layout = whole.Length < Beginning ? -1 : BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(Beginning - sizeof(int)));
        if (layout < 0 || layout > whole.Length - Beginning - sizeof(uint))
        {
            return whole;
        }

        int at = Sealed(whole, 0, Beginning + layout + sizeof(uint));
        while (whole.Length - at >= SmallestRecord && BinaryPrimitives.ReadUInt32LittleEndian(whole.AsSpan(at)) is >= SmallestRecord and uint length && length <= whole.Length - at)
        {
            at = Sealed(whole, at, (int)length);
        }

        return whole;
    }

    public override void Read(FuzzCase fuzzed)
    {
        string path = Path.Combine(_folder, _mark.Segments[0].File);
        Restore(path, fuzzed, _mark.Segments[0].Bytes);
        Restore(path, fuzzed, fuzzed.Content.Length);
    }

    private void Restore(string path, FuzzCase fuzzed, long bytes)
    {
        File.WriteAllBytes(path, fuzzed.Content);
        var replay = new EpisodeReplay(_layout, _capacity);
        SegmentMark segment = _mark.Segments[0] with { Bytes = bytes, Checksum = fuzzed.IsSealed ? null : _mark.Segments[0].Checksum };
        new EpisodeSegments(_folder, _layout).Restore(_mark with { Segments = [segment] }, replay);
    }

    /// <summary>Sums a part up that ends with its checksum.</summary>
    /// <returns>Where the next one begins.</returns>
    private static int Sealed(byte[] content, int at, int length)
    {
        int checksum = at + length - sizeof(uint);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(checksum), Checksum.Of(content.AsSpan(at, length - sizeof(uint))));
        return at + length;
    }
}
