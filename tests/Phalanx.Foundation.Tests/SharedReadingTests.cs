namespace Phalanx.Foundation.Tests;

public class SharedReadingTests
{
    [Fact]
    public void A_device_without_an_end_has_no_bytes_and_takes_no_memory()
    {
        if (!File.Exists("/dev/zero"))
        {
            return; // there is none on this system
        }

        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["link"], "/dev/zero");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(SharedReading.AllBytes(folder["link"]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void All_bytes_of_a_file_are_read()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("one\ntwo"u8.ToArray(), SharedReading.AllBytes(folder.Write("file", "one\ntwo")));
        Assert.Empty(SharedReading.AllBytes(folder.Write("empty", "")));
    }

    [Fact]
    public void A_text_is_read_without_its_mark()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["marked"], [0xEF, 0xBB, 0xBF, .. "höhe"u8]);
        Assert.Equal("höhe", SharedReading.AllText(folder["marked"]));
    }
}
