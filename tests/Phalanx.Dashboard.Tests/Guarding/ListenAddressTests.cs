using Phalanx.Dashboard.Guarding;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Tests.Guarding;

public class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:7000", "http://127.0.0.1:7000/", true)]
    [InlineData("localhost:7000", "http://127.0.0.1:7000/", true)]
    [InlineData("7000", "http://127.0.0.1:7000/", true)]
    [InlineData("localhost", "http://127.0.0.1:6010/", true)]
    [InlineData("[::1]:7000", "http://[::1]:7000/", true)]
    [InlineData("0.0.0.0:7000", "http://127.0.0.1:7000/", false)]
    [InlineData("192.168.1.2", "http://192.168.1.2:6010/", false)]
    [InlineData("127.0.0.1:0", "http://127.0.0.1:0/", true)]
    public void Addresses_are_read(string text, string url, bool loopback)
    {
        var address = ListenAddress.Parse(text);
        Assert.Equal((new Uri(url), loopback), (address.Url, address.IsLoopback));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.org:80")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("127.0.0.1:")]
    public void Others_are_refused_in_a_sentence(string text)
    {
        var refused = Assert.Throws<UserErrorException>(() => ListenAddress.Parse(text));
        Assert.Equal($"'{text}' is no address to listen at; allowed is an address of this machine with a port, such as 127.0.0.1:6010", refused.Message);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "[::1]", true)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("127.0.0.1", "10.0.0.1", false)]
    [InlineData("127.0.0.1", "localhost.evil.example", false)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("0.0.0.0", "10.0.0.1", true)]
    [InlineData("0.0.0.0", "evil.example", false)]
    public void Only_names_of_this_machine_are_served(string listen, string host, bool allowed) =>
        Assert.Equal(allowed, new AllowedHosts(ListenAddress.Parse(listen)).Allow(host));
}
