namespace Phalanx.Foundation.Tests;

public sealed class FileWritingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FailingDisk _disk;

    public FileWritingTests() => _disk = new FailingDisk(_folder.Path);

    public void Dispose()
    {
        _disk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_disk_is_full_at_the_very_byte()
    {
        _disk.Capacity = 5;
        using (FileStream stream = FileWriting.Open(_folder.At("a"), FileMode.Create, FileShare.None))
        {
            stream.Write([1, 2, 3]);
            IOException full = Assert.Throws<IOException>(() => stream.Write([4, 5, 6]));
            Assert.Equal(MachineFault.FullDisk, MachineFaults.Of(full));
        }

        Assert.Equal([1, 2, 3, 4, 5], File.ReadAllBytes(_folder.At("a")));
    }

    [Fact]
    public void Nothing_is_left_of_a_file_that_did_not_fit_and_the_old_one_stays()
    {
        AtomicFile.WriteAllText(_folder.At("a"), "old");
        _disk.Capacity = _disk.Used + 2;
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => AtomicFile.WriteAllText(_folder.At("a"), "a long new text"));
        Assert.Equal($"cannot write '{_folder.At("a")}': no space is left on the disk", fault.Message);
        Assert.Equal(["a"], _folder.Names());
        Assert.Equal("old", File.ReadAllText(_folder.At("a")));
        _disk.Mend();
        AtomicFile.WriteAllText(_folder.At("a"), "a long new text");
        Assert.Equal("a long new text", File.ReadAllText(_folder.At("a")));
    }

    [Fact]
    public void Nothing_is_left_of_a_folder_that_did_not_fit()
    {
        _disk.Capacity = 3;
        Assert.Throws<MachineFaultException>(() => AtomicDirectory.Write(_folder.At("a"), folder =>
        {
            using FileStream stream = FileWriting.Open(Path.Combine(folder, "b"), FileMode.Create, FileShare.None);
            stream.Write([1, 2, 3, 4]);
        }));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void A_read_only_disk_takes_nothing()
    {
        AtomicFile.WriteAllText(_folder.At("a"), "old");
        _disk.Error = 30;
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => AtomicFile.WriteAllText(_folder.At("a"), "new"));
        Assert.Equal((MachineFault.ReadOnly, false), (fault.Fault, fault.IsOfSpace));
        Assert.Equal("old", File.ReadAllText(_folder.At("a")));
    }

    [Fact]
    public void Only_what_lies_below_the_folder_fails_and_only_until_it_is_over()
    {
        _disk.Error = 5;
        using var other = new TemporaryFolder();
        AtomicFile.WriteAllText(other.At("a"), "text");
        _disk.Dispose();
        AtomicFile.WriteAllText(_folder.At("a"), "text");
        Assert.Equal(["a"], _folder.Names());
    }
}
