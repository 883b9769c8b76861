namespace Phalanx.Foundation.Tests;

public sealed class AtomicDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_directory_appears_with_everything_in_it()
    {
        string path = _folder.At("1000");

        AtomicDirectory.Write(path, temporary =>
        {
            File.WriteAllText(Path.Combine(temporary, "weights"), "w");
            Directory.CreateDirectory(Path.Combine(temporary, "nested"));
            File.WriteAllText(Path.Combine(temporary, "nested", "state"), "s");
            Assert.False(Directory.Exists(path));
        });

        Assert.Equal("w", File.ReadAllText(_folder.At("1000", "weights")));
        Assert.Equal("s", File.ReadAllText(_folder.At("1000", "nested", "state")));
        Assert.Equal(["1000"], _folder.Names());
    }

    [Fact]
    public void A_trailing_separator_does_not_matter()
    {
        AtomicDirectory.Write(_folder.At("1000") + Path.DirectorySeparatorChar, _ => { });

        Assert.Equal(["1000"], _folder.Names());
    }

    [Fact]
    public void A_failing_filler_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicDirectory.Write(_folder.At("1000"), temporary =>
        {
            File.WriteAllText(Path.Combine(temporary, "weights"), "w");
            throw new InvalidOperationException();
        }));

        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void An_existing_directory_is_refused_before_anything_is_written()
    {
        string path = _folder.At("1000");
        Directory.CreateDirectory(path);

        UserErrorException failure = Assert.Throws<UserErrorException>(
            () => AtomicDirectory.Write(path, _ => Assert.Fail("The filler must not run.")));

        Assert.Equal($"cannot write '{path}': it exists already", failure.Message);
        Assert.Equal(["1000"], _folder.Names());
    }

    [Fact]
    public void A_directory_that_appears_meanwhile_is_kept()
    {
        string path = _folder.At("1000");

        Assert.Throws<UserErrorException>(() => AtomicDirectory.Write(path, _ => Directory.CreateDirectory(path)));

        Assert.Equal(["1000"], _folder.Names());
    }

    [Fact]
    public void A_missing_parent_is_a_user_error_that_names_the_path()
    {
        string path = _folder.At("missing", "1000");

        UserErrorException failure = Assert.Throws<UserErrorException>(() => AtomicDirectory.Write(path, _ => { }));

        Assert.Equal($"cannot write '{path}': the folder '{_folder.At("missing")}' does not exist", failure.Message);
    }
}
