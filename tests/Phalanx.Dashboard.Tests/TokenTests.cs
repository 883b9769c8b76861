using System.Net;
using Phalanx.Dashboard.Guarding;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Tests;

public sealed class TokenTests : DashboardTests
{
    private const string Token = "0123456789abcdef";

    protected override void Prepare() => new SyntheticRun().Write(Path.Combine(Runs, "a"));

    protected override DashboardOptions Options() => new(Runs) { Listen = ListenAddress.Parse("0.0.0.0:0"), Token = Token };

    [Fact]
    public async Task The_address_with_the_token_gives_a_cookie_and_the_cookie_opens_all()
    {
        Assert.EndsWith($"/?token={Token}", Server.Address.AbsoluteUri, StringComparison.Ordinal);
        using HttpResponseMessage without = await SendAsync("/");
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        using HttpResponseMessage api = await SendAsync("/api/v1/runs");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        using HttpResponseMessage with = await SendAsync($"/?token={Token}");
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (with.StatusCode, with.Headers.Location!.OriginalString));
        string cookie = Assert.Single(with.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
        using HttpResponseMessage opened = await SendAsync("/api/v1/runs", request => request.Headers.Add("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task Too_many_wrong_tokens_are_not_listened_to()
    {
        for (int i = 0; i < 10; i++)
        {
            using HttpResponseMessage wrong = await SendAsync("/?token=wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using HttpResponseMessage late = await SendAsync($"/?token={Token}");
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
    }

    [Fact]
    public async Task A_redirection_stays_on_this_server()
    {
        using HttpResponseMessage with = await Client.GetAsync(new Uri($"{Server.Listen.Url}/evil.example/?token={Token}"));
        Assert.Equal(HttpStatusCode.SeeOther, with.StatusCode);
        Assert.False(with.Headers.Location?.OriginalString.StartsWith("//", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_port_that_is_taken_makes_way_for_the_next_free_one()
    {
        await using DashboardServer next = await DashboardServer.StartAsync(
            new DashboardOptions(Runs) { Listen = new ListenAddress(IPAddress.Any, Server.Listen.Port), Token = Token });
        Assert.InRange(next.Listen.Port, Server.Listen.Port + 1, Server.Listen.Port + 10);
        var refused = await Assert.ThrowsAsync<UserErrorException>(() => DashboardServer.StartAsync(
            new DashboardOptions(Runs) { Listen = new ListenAddress(IPAddress.Any, Server.Listen.Port), Token = Token, FurtherPorts = 0 }));
        Assert.StartsWith($"cannot listen at 0.0.0.0:{Server.Listen.Port}: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named() => Assert.Equal(
        $"there is no folder '{Folder["nothing"]}'",
        (await Assert.ThrowsAsync<UserErrorException>(() => DashboardServer.StartAsync(new DashboardOptions(Folder["nothing"])))).Message);
}
