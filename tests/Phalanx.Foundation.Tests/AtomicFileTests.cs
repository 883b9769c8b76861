using System.Text;

namespace Phalanx.Foundation.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_holds_what_was_written()
    {
        AtomicFile.WriteAllText(_folder.At("a.txt"), "Grüße");
        AtomicFile.WriteAllBytes(_folder.At("b.bin"), new byte[] { 1, 2, 3 });

        Assert.Equal(Encoding.UTF8.GetBytes("Grüße"), File.ReadAllBytes(_folder.At("a.txt")));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.At("b.bin")));
        Assert.Equal(["a.txt", "b.bin"], _folder.Names());
    }

    [Fact]
    public void An_existing_file_is_seen_whole_until_it_is_replaced()
    {
        string path = _folder.At("a.txt");
        File.WriteAllText(path, "a long old text");

        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("a long old text", File.ReadAllText(path));
        });

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["a.txt"], _folder.Names());
    }

    [Fact]
    public void A_failing_writer_leaves_the_old_file_and_nothing_else()
    {
        string path = _folder.At("a.txt");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["a.txt"], _folder.Names());
    }

    [Fact]
    public void The_writer_may_close_the_stream()
    {
        AtomicFile.Write(_folder.At("a.txt"), stream =>
        {
            using StreamWriter writer = new(stream);
            writer.Write("text");
        });

        Assert.Equal("text", File.ReadAllText(_folder.At("a.txt")));
    }

    [Fact]
    public void The_longest_name_that_the_file_system_allows_works()
    {
        string name = new('n', 255);

        AtomicFile.WriteAllText(_folder.At(name), "text");

        Assert.Equal([name], _folder.Names());
    }

    [Fact]
    public void A_missing_folder_is_a_user_error_that_names_the_path()
    {
        string path = _folder.At("missing", "a.txt");

        UserErrorException failure = Assert.Throws<UserErrorException>(() => AtomicFile.WriteAllText(path, "text"));

        Assert.Equal($"cannot write '{path}': the folder '{_folder.At("missing")}' does not exist", failure.Message);
    }

    [Fact]
    public void A_failure_of_the_file_system_is_a_user_error_that_names_the_path()
    {
        string path = _folder.At("a.txt");

        UserErrorException denied = Assert.Throws<UserErrorException>(
            () => AtomicFile.Write(path, _ => throw new UnauthorizedAccessException("inner words")));
        UserErrorException full = Assert.Throws<UserErrorException>(
            () => AtomicFile.Write(path, _ => throw new IOException("No space left on device.")));

        Assert.Equal($"cannot write '{path}': access is denied", denied.Message);
        Assert.Equal($"cannot write '{path}': No space left on device", full.Message);
        Assert.IsType<IOException>(full.InnerException);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void A_directory_in_the_way_is_a_user_error_and_stays()
    {
        Directory.CreateDirectory(_folder.At("a"));

        UserErrorException failure = Assert.Throws<UserErrorException>(() => AtomicFile.WriteAllText(_folder.At("a"), "text"));

        Assert.StartsWith($"cannot write '{_folder.At("a")}': ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], _folder.Names());
    }
}
