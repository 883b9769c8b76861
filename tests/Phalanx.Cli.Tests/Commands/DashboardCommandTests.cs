using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public sealed class DashboardCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        CommandLine.Run($"dashboard {_folder["nothing"]}").AssertError(2, $"there is no folder '{_folder["nothing"]}'");

    [Theory]
    [InlineData("example.org:80")]
    [InlineData("127.0.0.1:99999")]
    public void An_address_that_is_none_is_refused(string address) => CommandLine.Run($"dashboard {_folder.Path} --listen {address}").AssertError(
        2, $"'{address}' is no address to listen at; allowed is an address of this machine with a port, such as 127.0.0.1:6010");

    [Fact]
    public async Task It_serves_until_it_is_interrupted_and_that_is_no_error()
    {
        using var interruption = new CancellationTokenSource();
        var output = new FirstDocument();
        Task<int> run = Task.Run(() => Tool.Run(["dashboard", _folder.Path, "--listen", "127.0.0.1:0", "--json"], output, TextWriter.Null, interruption.Token));
        JsonElement document = JsonDocument.Parse(await output.Text.Task.WaitAsync(TimeSpan.FromMinutes(1))).RootElement;
        Assert.Equal(_folder.Path, document.GetProperty("folder").GetString());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("token").ValueKind);
        using var client = new HttpClient();
        Assert.Contains("<title>Phalanx</title>", await client.GetStringAsync(new Uri(document.GetProperty("address").GetString()!)), StringComparison.Ordinal);
        await interruption.CancelAsync();
        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    /// <summary>Tells of the first line that is written.</summary>
    private sealed class FirstDocument : StringWriter
    {
        public TaskCompletionSource<string> Text { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value) => Text.TrySetResult(value!);
    }
}
