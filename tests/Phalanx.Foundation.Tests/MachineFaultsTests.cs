namespace Phalanx.Foundation.Tests;

public class MachineFaultsTests
{
    [Theory]
    [InlineData(28, false, MachineFault.FullDisk)]
    [InlineData(122, false, MachineFault.Quota)]
    [InlineData(69, true, MachineFault.Quota)]
    [InlineData(30, false, MachineFault.ReadOnly)]
    [InlineData(5, false, MachineFault.DiskError)]
    [InlineData(116, false, MachineFault.StaleHandle)]
    [InlineData(70, true, MachineFault.StaleHandle)]
    [InlineData(24, false, MachineFault.TooManyFiles)]
    [InlineData(23, true, MachineFault.TooManyFiles)]
    [InlineData(69, false, null)]
    [InlineData(122, true, null)]
    [InlineData(2, false, null)]
    [InlineData(13, false, null)]
    public void Numbers_of_Unix(int number, bool macOs, MachineFault? expected) => Assert.Equal(expected, MachineFaults.OfUnix(number, macOs));

    [Theory]
    [InlineData(0x80070070, MachineFault.FullDisk)]
    [InlineData(0x80070027, MachineFault.FullDisk)]
    [InlineData(0x8007050F, MachineFault.Quota)]
    [InlineData(0x80070013, MachineFault.ReadOnly)]
    [InlineData(0x8007045D, MachineFault.DiskError)]
    [InlineData(0x80070004, MachineFault.TooManyFiles)]
    [InlineData(0x80131620, null)]
    [InlineData(0x80070020, null)]
    public void Numbers_of_Windows(uint number, MachineFault? expected) => Assert.Equal(expected, MachineFaults.OfWindows(unchecked((int)number)));

    [Fact]
    public void A_full_disk_is_the_machine_s_and_its_sentence_needs_no_word_of_the_system()
    {
        IOException full = FailingFileStream.Full();
        MachineFaultException fault = Assert.IsType<MachineFaultException>(FileFailures.Explain("cannot write 'a'", full));
        Assert.Equal(("cannot write 'a': no space is left on the disk", MachineFault.FullDisk, true), (fault.Message, fault.Fault, fault.IsOfSpace));
        Assert.Same(full, fault.InnerException);
        Assert.IsType<UserErrorException>(FileFailures.Explain("cannot write 'a'", new DirectoryNotFoundException("gone")));
        Assert.IsType<UserErrorException>(FileFailures.Explain("cannot write 'a'", new UnauthorizedAccessException()));
    }
}
