using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Phalanx.Dashboard.Tests;

public sealed class SecurityTests : DashboardTests
{
    protected override void Prepare() => new SyntheticRun().Write(Path.Combine(Runs, "a"));

    [Theory]
    [InlineData("/")]
    [InlineData("/compare")]
    [InlineData("/run/000000000000")]
    [InlineData("/assets/dashboard.js")]
    [InlineData("/assets/echarts.js")]
    [InlineData("/assets/notices.txt")]
    [InlineData("/api/v1/runs")]
    [InlineData("/nothing")]
    public async Task Every_answer_carries_the_policy(string path)
    {
        using HttpResponseMessage response = await SendAsync(path);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal), response.Headers.CacheControl?.NoStore == true && path != "/nothing");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Nothing_but_reading_is_answered(string method)
    {
        using HttpResponseMessage response = await SendAsync("/api/v1/runs", request => request.Method = new HttpMethod(method));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("169.254.169.254")]
    public async Task A_foreign_name_of_the_machine_is_refused(string host)
    {
        using HttpResponseMessage response = await SendAsync("/", request => request.Headers.Host = host);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Pages_of_other_places_may_not_ask(string site, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await SendAsync("/api/v1/runs", request => request.Headers.Add("Sec-Fetch-Site", site));
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/../../../etc/passwd")]
    [InlineData("/assets/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/assets/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/run/../../etc/passwd")]
    [InlineData("/api/v1/runs/..%2f..%2fsettings.yaml/records/x")]
    [InlineData("/replay/..%2F/..%2F")]
    [InlineData("//etc/passwd")]
    public async Task No_path_leads_to_a_file(string path)
    {
        // By hand, since a client would straighten the path.
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Listen.Address, Server.Listen.Port);
        using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_page_is_kept_for_ever_under_its_version_alone()
    {
        using HttpResponseMessage page = await SendAsync("/");
        string text = await page.Content.ReadAsStringAsync();
        string address = text[text.IndexOf("/assets/dashboard.js", StringComparison.Ordinal)..].Split('"')[0];
        using HttpResponseMessage versioned = await SendAsync(address, request => request.Headers.Add("Accept-Encoding", "gzip"));
        Assert.Contains("immutable", versioned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("gzip", Assert.Single(versioned.Content.Headers.ContentEncoding));
        using HttpResponseMessage other = await SendAsync("/assets/dashboard.js?v=0");
        Assert.Equal("no-cache", other.Headers.CacheControl!.ToString());
    }
}
