using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Studies.Tests.Ledgers;

/// <summary>A journal that is read while it grows.</summary>
public sealed class JournalFollowerTests : IDisposable
{
    private readonly Toys _toys = new();
    private readonly List<JournalEntry> _read = [];
    private readonly JournalFollower _follower;
    private int _forgotten;

    public JournalFollowerTests() => _follower = new JournalFollower(_toys.Folder);

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_line_counts_when_it_is_whole_and_is_told_once()
    {
        Assert.False(Follow());
        JournalEntry[] entries = [Entry(1), Entry(2), Entry(3)];
        WrittenStudy.WriteJournal(_toys.Folder, entries[0]);
        byte[] rest = [.. JournalLine.Of(entries[1]), .. JournalLine.Of(entries[2])];
        foreach (byte next in rest)
        {
            Follow();
            WrittenStudy.Append(_toys.Folder, [next]);
        }

        Assert.True(Follow());
        Assert.False(Follow());
        Assert.Equal(entries, _read);
        Assert.Equal(0, _forgotten);
        Assert.Equal(new FileInfo(Journal.PathIn(_toys.Folder)).Length, _follower.End);
    }

    [Fact]
    public void Many_lines_and_long_ones_are_read_over_the_edges_of_pieces()
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, 3000).Select(Entry), Entry(1) with { Message = new string('x', 200_000) }, Entry(2)];
        WrittenStudy.WriteJournal(_toys.Folder, entries);
        Assert.True(Follow());
        Assert.Equal(entries, _read);
        Assert.Equal(entries, Journal.Read(_toys.Folder));
    }

    [Fact]
    public void A_torn_last_line_that_is_written_over_is_read_as_it_is_then()
    {
        WrittenStudy.WriteJournal(_toys.Folder, Entry(1));
        byte[] torn = JournalLine.Of(Entry(2));
        torn[5] ^= 1;
        WrittenStudy.Append(_toys.Folder, torn);
        Follow();
        Assert.Equal([Entry(1)], _read);
        WrittenStudy.WriteJournal(_toys.Folder, Entry(1), Entry(3));
        Assert.True(Follow());
        Assert.Equal([Entry(1), Entry(3)], _read);
        Assert.Equal(0, _forgotten);
    }

    [Fact]
    public void A_journal_that_was_replaced_is_read_anew()
    {
        WrittenStudy.WriteJournal(_toys.Folder, Entry(1), Entry(2));
        Follow();
        WrittenStudy.WriteJournal(_toys.Folder, Entry(1), Entry(5), Entry(6));
        Assert.True(Follow());
        Assert.Equal([Entry(1), Entry(5), Entry(6)], _read);
        WrittenStudy.WriteJournal(_toys.Folder, Entry(7));
        Follow();
        Assert.Equal([Entry(7)], _read);
        File.Delete(Journal.PathIn(_toys.Folder));
        Assert.True(Follow());
        Assert.False(Follow());
        Assert.Empty(_read);
    }

    [Fact]
    public void A_damaged_line_with_others_behind_it_is_told_by_its_number_and_what_comes_before_stays()
    {
        WrittenStudy.WriteJournal(_toys.Folder, Entry(1), Entry(2), Entry(3));
        byte[] content = File.ReadAllBytes(Journal.PathIn(_toys.Folder));
        content[JournalLine.Of(Entry(1)).Length + 5] ^= 1;
        File.WriteAllBytes(Journal.PathIn(_toys.Folder), content);
        for (int look = 0; look < 2; look++)
        {
            Assert.Contains("is damaged in line 2", Assert.Throws<UserErrorException>(() => Follow()).Message, StringComparison.Ordinal);
            Assert.Equal([Entry(1)], _read);
        }
    }

    private static JournalEntry Entry(int tEnv) => new(JournalKind.Committed) { Cell = "0000-vdn-0", Epoch = 1, TEnv = tEnv };

    private bool Follow() => _follower.Follow(
        () =>
        {
            _forgotten += _read.Count > 0 ? 1 : 0;
            _read.Clear();
        },
        _read.Add);
}
