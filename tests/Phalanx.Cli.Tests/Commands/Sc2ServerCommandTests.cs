using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Phalanx.Cli.Tests.Commands;

public sealed class Sc2ServerCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-port 70000", "option '-port' is 70000; allowed is 0 to 65535")]
    [InlineData("-port x", "option '-port' is 'x'; allowed is a whole number")]
    [InlineData("-listen example.org", "option '-listen' is 'example.org'; allowed is an address of this machine, 127.0.0.1 or ::1")]
    [InlineData("-listen 0.0.0.0", "cannot listen at 0.0.0.0: the protocol knows no passwords, so that the server is for this machine alone, at 127.0.0.1 or ::1")]
    [InlineData("--games 0", "option '--games' is 0; allowed is 1 to 256")]
    [InlineData("--first-unit 5", "option '--first-unit' is 5; allowed is 200 to 20000")]
    [InlineData("--game 2", "unknown option '--game'; did you mean '--games'?")]
    public void What_cannot_be_is_refused_in_a_sentence(string words, string sentence) => CommandLine.Run($"sc2-server {words}").AssertError(2, sentence);

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        CommandLine.Run($"sc2-server -port {port}").AssertError(2, $"cannot listen at 127.0.0.1:{port}: another program listens there");
    }

    /// <summary>All words that the game's clients give, as they give them.</summary>
    [Fact]
    public async Task It_serves_with_the_words_of_the_game_until_it_is_interrupted()
    {
        using var interruption = new CancellationTokenSource();
        var output = new FirstLine();
        string[] words =
        [
            "sc2-server", "-listen", "127.0.0.1", "-port", "0", "-dataDir", $"{_folder.Path}/", "-tempDir", "/tmp/sc-1/", "-displayMode", "0", "-windowwidth", "640", "-windowheight", "480",
            "-windowx", "50", "-windowy", "50", "-verbose", "-verboseMP", "-dataVersion", "B89B5D6FA7CBF6452E721311BFBC6CB2", "-eglpath", "libEGL.so", "-osmesapath", "libOSMesa.so",
            "-headlessNoRender",
        ];
        Task<int> run = Task.Run(() => Tool.Run(words, output, TextWriter.Null, interruption.Token));
        string line = await output.Text.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.StartsWith("battles by the protocol of StarCraft II are at ws://127.0.0.1:", line, StringComparison.Ordinal);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(line.Split(' ')[^1]), CancellationToken.None);
        await interruption.CancelAsync();
        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Installing_says_what_to_type_next()
    {
        string folder = _folder["game"];
        CommandLine installed = CommandLine.Run($"sc2-server install {folder}");
        Assert.Equal((0, ""), (installed.ExitCode, installed.Error));
        Assert.EndsWith($"Now type\nexport SC2PATH={folder}\npython -m smac.examples.random_agents\n", installed.Output, StringComparison.Ordinal);
        CommandLine.Run($"sc2-server install {_folder.Path}").AssertError(2, $"'{_folder.Path}' has other things in it; name a folder that is empty or not there");
    }

    /// <summary>The starter is a program of the system, started as the game's clients do, and one that quits ends it.</summary>
    [Fact]
    public async Task The_starter_in_the_folder_starts_the_server_and_quitting_ends_it()
    {
        string folder = _folder["it's a game"];
        Assert.Equal(0, ToolProcess.Run($"sc2-server install \"{folder}\"").ExitCode);
        using var game = Process.Start(new ProcessStartInfo(Path.Combine(folder, "Versions", "Base75689", "SC2_x64"))
        {
            ArgumentList = { "-listen", "127.0.0.1", "-port", "0", "-dataDir", $"{folder}/", "-tempDir", "/tmp/" },
            RedirectStandardOutput = true,
        })!;
        string? line = await game.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(line!.Split(' ')[^1]), CancellationToken.None);

        // The field 8 of a request, without anything in it: quit.
        await client.SendAsync(new byte[] { 0x42, 0 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        await game.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, game.ExitCode);
    }

    /// <summary>Tells of the first line that is written.</summary>
    private sealed class FirstLine : StringWriter
    {
        public TaskCompletionSource<string> Text { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value) => Text.TrySetResult(value!);
    }
}
