using System.Text;

namespace Phalanx.Foundation.Tests;

public sealed class FileMarkTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("one\ntwo\n", true)]
    [InlineData("one\ntwo\nthree\n", true)]
    [InlineData("one\ntwo", false)]
    [InlineData("one\ntwa\n", false)]
    [InlineData("", false)]
    public void Bytes_are_found_where_they_stood_and_only_there(string content, bool found)
    {
        var mark = FileMark.Of(4, "two\n"u8);
        Assert.Equal(8, mark.End);
        File.WriteAllText(_path, content, Encoding.ASCII);
        using FileStream stream = File.OpenRead(_path);
        Assert.Equal(found, mark.IsIn(stream));
    }
}
