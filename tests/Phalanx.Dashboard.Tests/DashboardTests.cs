using System.Net;
using System.Text.Json;
using Phalanx.Dashboard.Guarding;

namespace Phalanx.Dashboard.Tests;

/// <summary>A dashboard over a folder of generated runs, and a client that asks it.</summary>
public abstract class DashboardTests : IAsyncLifetime
{
    private DashboardServer? _server;

    private protected TemporaryFolder Folder { get; } = new();

    /// <summary>A client that follows nothing and keeps no cookies.</summary>
    protected HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The dashboard.</summary>
    protected DashboardServer Server => _server!;

    /// <summary>The folder that it shows.</summary>
    protected string Runs => Folder["runs"];

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Runs);
        Prepare();
        _server = await DashboardServer.StartAsync(Options());
        Client.BaseAddress = _server.Listen.Url;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Makes the runs.</summary>
    protected abstract void Prepare();

    /// <summary>What is shown.</summary>
    protected virtual DashboardOptions Options() => new(Runs) { Listen = ListenAddress.Parse("127.0.0.1:0") };

    protected async Task<JsonElement> AskAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    protected async Task<HttpResponseMessage> SendAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    protected async Task<string> IdAsync(string path) =>
        (await AskAsync("runs")).GetProperty("runs").EnumerateArray().Single(run => run.GetProperty("path").GetString() == path).GetProperty("id").GetString()!;
}
