using System.Net;

namespace Phalanx.Dashboard.Tests;

/// <summary>Nothing in the folder is written, whatever is asked for.</summary>
public sealed class ReadOnlyTests : DashboardTests
{
    protected override void Prepare()
    {
        string running = new SyntheticRun().Write(Path.Combine(Runs, "a", "running"));
        File.Delete(Path.Combine(running, "summary.json"));
        new WrittenProgress().Write(running);
        string done = new SyntheticRun { Seed = 1 }.Write(Path.Combine(Runs, "a", "done"));
        Directory.CreateDirectory(Path.Combine(done, "records"));
        File.WriteAllText(Path.Combine(done, "records", "1.phxr"), "no record");
        Directory.CreateDirectory(Path.Combine(done, "checkpoints", "30000"));
        string damaged = new SyntheticRun { Seed = 2 }.Write(Path.Combine(Runs, "a", "damaged"));
        File.AppendAllText(Path.Combine(damaged, "metrics.csv"), "torn,4\n");
        File.WriteAllText(Path.Combine(running, ".lock"), "");
    }

    [Fact]
    public async Task Nothing_in_the_folder_is_written_or_touched()
    {
        string[] before = Listing();
        Assert.True(before.Length > 12);
        string id = await IdAsync("a/done");
        string group = (await AskAsync("groups")).GetProperty("groups")[0].GetProperty("id").GetString()!;
        foreach (string path in (string[])
        [
            "/", "/compare", $"/run/{id}", "/assets/dashboard.js", "/assets/dashboard.css", "/assets/echarts.js", "/assets/notices.txt", "/api/v1/runs", "/api/v1/groups", "/api/v1/health",
            $"/api/v1/runs/{id}", $"/api/v1/runs/{id}/metrics", $"/api/v1/runs/{id}/records/1.phxr", $"/api/v1/curves?groups={group}&singles={group}&x=wall", $"/api/v1/diff?groups={group}&all=1",
        ])
        {
            using HttpResponseMessage response = await SendAsync(path);
            Assert.True(response.IsSuccessStatusCode, path);
        }

        using (HttpResponseMessage replay = await SendAsync($"/replay/{id}/1.phxr"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, replay.StatusCode);
        }

        using (HttpResponseMessage events = await Client.GetAsync(new Uri($"/api/v1/events?runs={id}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal("text/event-stream", events.Content.Headers.ContentType!.MediaType);
        }

        // Live runs are looked at every second.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(before, Listing());
    }

    /// <summary>Everything there is, with sizes and times.</summary>
    private string[] Listing() =>
    [
        .. new DirectoryInfo(Runs).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(Runs))
            .Select(entry => $"{entry.FullName} {(entry as FileInfo)?.Length} {entry.LastWriteTimeUtc.Ticks} {entry.UnixFileMode}").Order(StringComparer.Ordinal),
    ];
}
