namespace Phalanx.Foundation.Tests;

public class FileFailuresTests
{
    [Fact]
    public void What_the_file_system_refuses_becomes_a_sentence_without_its_full_stop()
    {
        var full = new IOException("No space left on device.");
        ExplainedException error = FileFailures.Explain("cannot write 'a'", full);
        Assert.Equal("cannot write 'a': No space left on device", error.Message);
        Assert.Same(full, error.InnerException);
        Assert.Equal("cannot read 'a': access is denied", FileFailures.Explain("cannot read 'a'", new UnauthorizedAccessException("inner words")).Message);
    }

    [Fact]
    public void A_mistake_of_the_program_is_no_failure_of_the_file_system()
    {
        Assert.True(FileFailures.IsOne(new FileNotFoundException()));
        Assert.True(FileFailures.IsOne(new UnauthorizedAccessException()));
        Assert.False(FileFailures.IsOne(new InvalidOperationException()));
        Assert.False(FileFailures.IsOne(new InvalidDataException()));
    }
}
