using System.Net;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Rounds;
using Phalanx.Cluster.Tests.Drills;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>A trainer's rounds at a port of their own, and players of them in this process, over the real wire.</summary>
internal sealed class PlayersHere : IAsyncDisposable
{
    private readonly List<(OpenInput Input, StringWriter Output, Task Playing)> _players = [];
    private readonly IPEndPoint _listen;
    private readonly TemporaryFolder _keys;

    private PlayersHere(IPEndPoint listen, TemporaryFolder keys, ClusterRounds rounds) => (_listen, _keys, Rounds) = (listen, keys, rounds);

    public ClusterRounds Rounds { get; }

    public string Output => string.Join('\n', _players.Select(player => player.Output.ToString()));

    public static async Task<PlayersHere> Listen(EnvironmentRegistry environments)
    {
        var keys = new TemporaryFolder();
        ClusterKey.Make(keys.Path);
        var listen = new IPEndPoint(IPAddress.Loopback, FreePort.Find());
        return new PlayersHere(listen, keys, await ClusterRounds.Start(listen, keys[ClusterKey.HubFile], environments, ToyRun.Algorithms, _ => { }));
    }

    public void Add(EnvironmentRegistry environments, AlgorithmRegistry algorithms, int slots)
    {
        string order = PlayerJson.Line(new PlayerOrder(_listen.ToString(), _keys[ClusterKey.WorkerFile], $"player-{_players.Count}", slots, AllowsCommand: false, 60));
        var input = new OpenInput(order);
        var output = new StringWriter();
        _players.Add((input, output, Task.Run(() => RoundPlayerProgram.Run(environments, algorithms, input, output))));
    }

    /// <summary>A machine of its own that plays.</summary>
    public ToolMachine Start(int slots) => new(_keys.Path, $"cluster join {_listen} --key {ClusterKey.WorkerFile} --slots {slots}", network: null);

    /// <summary>Waits until so many slots play.</summary>
    public void WaitFor(int slots, ToolMachine? other = null) =>
        Assert.True(SpinWait.SpinUntil(() => Rounds.Slots >= slots, TimeSpan.FromSeconds(60)), $"{Output}{other?.Output}");

    /// <summary>Ends the run; the players end by themselves.</summary>
    public async Task Finish()
    {
        await Rounds.Finish();
        await Task.WhenAll(_players.Select(player => player.Playing)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(_players, player => Assert.Contains("\"end\":\"Done\"", player.Output.ToString(), StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _players.ForEach(player => player.Input.Dispose());
        await Task.WhenAny(Task.WhenAll(_players.Select(player => player.Playing)), Task.Delay(TimeSpan.FromSeconds(10)));
        await Rounds.DisposeAsync();
        _keys.Dispose();
    }

    /// <summary>An input that has a line, and does not end before it is disposed.</summary>
    private sealed class OpenInput(string line) : TextReader
    {
        private readonly ManualResetEventSlim _closed = new();
        private string? _next = line;

        public override string? ReadLine()
        {
            (string? first, _next) = (_next, null);
            if (first is null)
            {
                _closed.Wait();
            }

            return first;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
