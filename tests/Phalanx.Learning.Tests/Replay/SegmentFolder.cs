using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

/// <summary>A replay that is saved in a folder of a test's own, and the plain episodes it should hold.</summary>
internal sealed class SegmentFolder(EpisodeLayout layout, int capacity, long segmentBytes = 1 << 20) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phalanx-");
    private readonly EpisodeWriter _writer = new(layout);
    private readonly List<PlainEpisode> _held = [];

    public EpisodeReplay Replay { get; private set; } = new(layout, capacity);

    public EpisodeSegments Segments { get; private set; } = null!;

    public string Path => System.IO.Path.Combine(_folder.FullName, "replay");

    public string[] Names => Directory.Exists(Path)
        ? [.. Directory.GetFiles(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : [];

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public byte[][] Contents => [.. Names.Select(name => File.ReadAllBytes(At(name)))];

    public void Add(int episodes, int seed)
    {
        for (int index = 0; index < episodes; index++)
        {
            int length = 1 + ((seed + (7 * index)) % layout.EpisodeLimit);
            PlainEpisode episode = new(layout, length, (seed * 1000) + index);
            episode.WriteTo(_writer);
            Replay.Add(_writer);
            _held.Add(episode);
            _held.RemoveRange(0, Math.Max(0, _held.Count - capacity));
        }
    }

    public ReplayMark Save() => (Segments ??= new EpisodeSegments(Path, layout, segmentBytes)).Save(Replay);

    /// <summary>What a resumed process does: everything new but the files.</summary>
    public void Restore(ReplayMark mark)
    {
        Replay = new EpisodeReplay(layout, capacity);
        Segments = new EpisodeSegments(Path, layout, segmentBytes);
        Segments.Restore(mark, Replay);
    }

    public PlainEpisode[] Held => [.. _held];

    /// <summary>Goes back to what was held earlier, for what is added next.</summary>
    public void Expect(PlainEpisode[] held)
    {
        _held.Clear();
        _held.AddRange(held);
    }

    public void AssertHolds(IReadOnlyList<PlainEpisode> episodes, long added) => EpisodeReplayTests.AssertHolds(episodes, Replay, added);

    public void Dispose() => _folder.Delete(recursive: true);
}
