using System.Net;
using Phalanx.Dashboard.Guarding;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Tests.Guarding;

public class AccessTokenTests
{
    [Fact]
    public void A_new_token_has_128_bits_and_is_another_each_time()
    {
        var one = AccessToken.Of(null);
        Assert.Matches("^[0-9a-f]{32}$", one.Text);
        Assert.NotEqual(one.Text, AccessToken.Of(null).Text);
        Assert.NotEqual(one.Text, one.Cookie);
        Assert.True(one.IsCookie(one.Cookie));
        Assert.False(one.IsCookie(one.Text));
        Assert.False(one.IsCookie(null));
    }

    [Fact]
    public void A_short_one_is_refused() => Assert.Equal(
        "the token of the dashboard has 6 characters; it must have at least 16", Assert.Throws<UserErrorException>(() => AccessToken.Of("secret")).Message);

    [Fact]
    public void After_ten_wrong_ones_an_address_waits_a_minute_and_others_do_not()
    {
        var clock = new StoppedClock();
        var token = AccessToken.Of("0123456789abcdef", clock);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(AccessToken.Judgement.Wrong, token.Judge("0123456789abcdeg", IPAddress.Loopback));
        }

        Assert.Equal(AccessToken.Judgement.TooMany, token.Judge("0123456789abcdef", IPAddress.Loopback));
        Assert.Equal(AccessToken.Judgement.Right, token.Judge("0123456789abcdef", IPAddress.Parse("10.0.0.1")));
        clock.Pass(61);
        Assert.Equal(AccessToken.Judgement.Right, token.Judge("0123456789abcdef", IPAddress.Loopback));
    }
}
