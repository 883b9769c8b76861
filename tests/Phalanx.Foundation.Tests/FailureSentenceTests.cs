namespace Phalanx.Foundation.Tests;

public class FailureSentenceTests
{
    [Fact]
    public void A_failure_is_told_in_one_line_of_some_length()
    {
        Assert.Equal("the loss is not a number", FailureSentence.Of(new UserErrorException("the loss is not a number")));
        Assert.Equal("the disk is full", FailureSentence.Of(new MachineFaultException("the disk is full", MachineFault.FullDisk)));
        Assert.Equal("IOException: a b", FailureSentence.Of(new IOException("a\nb")));
        Assert.Equal(2000, FailureSentence.Of(new UserErrorException(new string('x', 5000))).Length);
    }
}
