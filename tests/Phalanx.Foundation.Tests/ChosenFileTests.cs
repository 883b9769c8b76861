using System.Text;

namespace Phalanx.Foundation.Tests;

public sealed class ChosenFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_the_same_kind_is_replaced()
    {
        File.WriteAllText(_folder["a.svg"], "<svg>old, and longer than the new one</svg>");
        At(_folder["a.svg"]).Write(Encoding.UTF8.GetBytes("<svg/>"));
        Assert.Equal("<svg/>", File.ReadAllText(_folder["a.svg"]));
        Assert.Equal(["a.svg"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("something else")]
    [InlineData("<sv")]
    public void Another_file_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(_folder["a.svg"], content);
        Assert.Equal($"'{_folder["a.svg"]}' exists and is no figure; choose another file", Assert.Throws<UserErrorException>(() => At(_folder["a.svg"])).Message);
        Assert.Equal(content, File.ReadAllText(_folder["a.svg"]));
    }

    [Fact]
    public void A_new_or_empty_file_is_written()
    {
        File.WriteAllText(_folder["empty.svg"], "");
        At(_folder["empty.svg"]).Write(new byte[] { 1, 2 });
        At(_folder["new.svg"]).Write(new byte[] { 3 });
        Assert.Equal([1, 2], File.ReadAllBytes(_folder["empty.svg"]));
        Assert.Equal([3], File.ReadAllBytes(_folder["new.svg"]));
    }

    [Fact]
    public void Where_anything_may_be_replaced_no_kind_is_asked_for()
    {
        File.WriteAllText(_folder["a"], "something else");
        ChosenFile.At(_folder["a"], kind: null, []).Write(new byte[] { 1 });
        Assert.Equal([1], File.ReadAllBytes(_folder["a"]));
    }

    [Fact]
    public void A_folder_is_refused() => Assert.Equal($"cannot write '{_folder.Path}': it is a folder", Assert.Throws<UserErrorException>(() => At(_folder.Path)).Message);

    [Fact]
    public void A_link_is_followed()
    {
        File.WriteAllText(_folder["a.svg"], "<svg>old</svg>");
        File.CreateSymbolicLink(_folder["link.svg"], _folder["a.svg"]);
        At(_folder["link.svg"]).Write(Encoding.UTF8.GetBytes("<svg/>"));
        Assert.Equal("<svg/>", File.ReadAllText(_folder["a.svg"]));
        Assert.NotNull(File.ResolveLinkTarget(_folder["link.svg"], returnFinalTarget: true));
    }

    /// <summary>A device has no content, so it is written as it is, through a link, which must not become a file.</summary>
    [Fact]
    public void A_device_is_written_and_stays_one()
    {
        if (OperatingSystem.IsLinux())
        {
            File.CreateSymbolicLink(_folder["full"], "/dev/full");
            MachineFaultException full = Assert.Throws<MachineFaultException>(() => At(_folder["full"]).Write(new byte[] { 1 }));
            Assert.Equal($"cannot write '{_folder["full"]}': no space is left on the disk", full.Message);
            Assert.Equal("/dev/full", File.ResolveLinkTarget(_folder["full"], returnFinalTarget: true)!.FullName);
        }
    }

    private static ChosenFile At(string path) => ChosenFile.At(path, "figure", "<svg"u8);
}
