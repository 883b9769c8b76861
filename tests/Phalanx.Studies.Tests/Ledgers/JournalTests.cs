using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Studies.Tests.Ledgers;

/// <summary>A journal on a disk that is full.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly JournalEntry Entry = new(JournalKind.Granted) { Cell = "0000-vdn-0", Epoch = 1, Worker = "a" };

    private readonly TemporaryFolder _folder = new();
    private readonly FailingDisk _disk;

    public JournalTests() => _disk = new FailingDisk(_folder.Path);

    public void Dispose()
    {
        _disk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void On_a_full_disk_the_reserve_makes_place_for_lines_and_is_kept_again_when_there_is_space()
    {
        using var journal = Journal.Open(_folder.Path, out _);
        _disk.Capacity = _disk.Used;
        journal.Append(Entry);
        Assert.False(File.Exists(_folder["journal.reserve"]));
        journal.Append(Entry);
        Assert.False(File.Exists(_folder["journal.reserve"]));
        _disk.Mend();
        journal.Append(Entry);
        Assert.True(new FileInfo(_folder["journal.reserve"]).Length > 100_000);
        Assert.Equal(3, Journal.Read(_folder.Path).Count);
    }

    [Fact]
    public void Without_a_reserve_a_line_that_finds_no_place_is_refused_and_the_journal_is_as_it_was()
    {
        using var journal = Journal.Open(_folder.Path, out _);
        journal.Append(Entry);
        File.Delete(_folder["journal.reserve"]);
        _disk.Capacity = _disk.Used + 10;
        Assert.Throws<MachineFaultException>(() => journal.Append(Entry));
        Assert.Single(Journal.Read(_folder.Path));
        _disk.Mend();
        journal.Append(Entry);
        Assert.Equal(2, Journal.Read(_folder.Path).Count);
    }

    [Fact]
    public void A_journal_is_opened_on_a_full_disk_too()
    {
        Journal.Open(_folder.Path, out _).Dispose();
        File.Delete(_folder["journal.reserve"]);
        _disk.Capacity = _disk.Used + 1000;
        using var journal = Journal.Open(_folder.Path, out _);
        journal.Append(Entry);
        Assert.False(File.Exists(_folder["journal.reserve"]));
    }
}
