namespace Phalanx.Foundation.Tests;

public sealed class UserErrorExceptionTests
{
    [Fact]
    public void A_user_error_carries_its_sentence_and_its_cause()
    {
        IOException cause = new("underneath");

        Assert.Equal("a sentence", new UserErrorException("a sentence").Message);
        Assert.Same(cause, new UserErrorException("a sentence", cause).InnerException);
    }
}
