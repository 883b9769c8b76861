using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>What the dashboard asks of the system: of the folder that it shows, nothing but reading.</summary>
public sealed partial class DashboardSystemCallsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [StraceFact]
    public async Task No_call_to_the_system_writes_below_the_folder()
    {
        string run = _folder["runs/a"];
        Assert.Equal(0, CommandLine.Run($"train vdn matrix/qtran --steps 60 --set evaluation.record_episodes=1 --set evaluation.interval=30 --out {run}").ExitCode);
        string log = _folder["calls"];
        using Process traced = Start(log, Path.Combine(AppContext.BaseDirectory, "phalanx.dll"), _folder["runs"]);
        try
        {
            Uri address = new((await DocumentAsync(traced)).GetProperty("address").GetString()!);
            using var client = new HttpClient { BaseAddress = address };
            JsonElement row = JsonDocument.Parse(await client.GetStringAsync(new Uri("api/v1/runs", UriKind.Relative))).RootElement.GetProperty("runs")[0];
            (string id, string record, string group) = (row.GetProperty("id").GetString()!, row.GetProperty("records")[0].GetString()!, row.GetProperty("group").GetString()!);
            foreach (string path in (string[])
            [
                "/", $"/run/{id}", $"/replay/{id}/{record}", $"/api/v1/runs/{id}", $"/api/v1/runs/{id}/metrics", $"/api/v1/runs/{id}/records/{record}", $"/api/v1/groups", $"/api/v1/curves?groups={group}&x=wall",
            ])
            {
                await client.GetStringAsync(new Uri(path, UriKind.Relative));
            }
        }
        finally
        {
            traced.Kill(entireProcessTree: true);
            await traced.WaitForExitAsync();
        }

        string[] calls = [.. File.ReadLines(log).Where(call => call.Contains(_folder["runs"], StringComparison.Ordinal))];
        Assert.Contains(calls, call => call.Contains("metrics.csv\", O_RDONLY", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains($".phxr\", O_RDONLY", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => Writing().IsMatch(call));
        Assert.DoesNotContain(calls, call => call.Contains(".lock", StringComparison.Ordinal) && call.Contains("open", StringComparison.Ordinal));
    }

    /// <summary>The tool under strace, which notes every call that names a file.</summary>
    private static Process Start(string log, string tool, string runs) => Process.Start(
        new ProcessStartInfo(StraceFactAttribute.Path, ["-f", "-q", "-s", "4096", "-e", "trace=%file", "-o", log, "dotnet", tool, "dashboard", runs, "--listen", "127.0.0.1:0", "--json"])
        {
            RedirectStandardOutput = true,
        })!;

    /// <summary>The document that the tool prints when it listens: lines up to one that closes it.</summary>
    private static async Task<JsonElement> DocumentAsync(Process process)
    {
        string text = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            text += line;
            if (line == "}")
            {
                break;
            }
        }

        return JsonDocument.Parse(text).RootElement;
    }

    [GeneratedRegex(@"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|\b(creat|mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|truncate|chmod|fchmodat|chown|lchown|fchownat|utime|utimes|utimensat|futimesat|mknod|mknodat|setxattr|lsetxattr)\(")]
    private static partial Regex Writing();

    /// <summary>A test that needs strace; where there is none, tests of the folder's listing stand for it.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class StraceFactAttribute : FactAttribute
    {
        public const string Path = "/usr/bin/strace";

        public StraceFactAttribute()
        {
            if (!File.Exists(Path))
            {
                Skip = "no strace: apt-get install strace";
            }
        }
    }
}
