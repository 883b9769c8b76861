using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Wiring;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;
using Phalanx.Settings;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// Lets other machines play the rounds of a run that is trained in this process. They dial in and may come and go at any time; what is learned is the same,
/// bit for bit. Make it before the trainer, give the trainer its <see cref="ServicesFor"/>, and dispose it after the trainer.
/// </summary>
public sealed class ClusterRounds : IAsyncDisposable
{
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(1);

    private readonly IHost _host;
    private readonly RoundBoard _board;
    private readonly RoundMeter _meter;
    private readonly RoundInstruments _instruments;
    private readonly ClusterKey _key;
    private readonly Lazy<SlotClass> _class;

    private ClusterRounds(IHost host, RoundBoard board, RoundMeter meter, ClusterKey key, Func<SlotClass> bits)
    {
        (_host, _board, _meter, _key, _class) = (host, board, meter, key, new Lazy<SlotClass>(bits));
        _instruments = new RoundInstruments(() => Figures);
    }

    /// <summary>What playing elsewhere was measured to do so far.</summary>
    public RoundFigures Figures => _meter.Figures(_board.Received);

    /// <summary>How many slots the machines have that play for this run now.</summary>
    public int Slots => _board.Slots;

    /// <summary>Begins to listen, and returns when other machines can join.</summary>
    /// <param name="listen">The address that they dial, and the port.</param>
    /// <param name="key">The file of the hub's key.</param>
    /// <param name="environments">The environments there are, which must be those of the machines that join.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="log">Is told what happens, in a line each; calls come from any thread.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="UserErrorException">The address is not one to listen on, or the key cannot be read.</exception>
    public static async Task<ClusterRounds> Start(
        IPEndPoint listen, string key, EnvironmentRegistry environments, AlgorithmRegistry algorithms, Action<string> log, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(listen);
        ArgumentNullException.ThrowIfNull(log);
        ClusterSilo.ThrowIfCannotListen(listen);
        var read = ClusterKey.ReadHub(key);
        var board = new RoundBoard(log);
        IHost host = ClusterSilo.Build(listen, read, log: null, Payload.MostBytes, services => services.AddSingleton(board));
        try
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
            return new ClusterRounds(host, board, new RoundMeter(log), read, () => SlotClass.Of(environments, algorithms));
        }
        catch (Exception failure)
        {
            board.Dispose();
            read.Dispose();
            ClusterSilo.ThrowIfTaken(listen, failure);
            throw;
        }
    }

    /// <summary>The services of a trainer whose rounds are played here and elsewhere.</summary>
    /// <param name="services">All others.</param>
    public TrainerServices ServicesFor(TrainerServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _meter.Next = services.Stages;
        return services with { Players = Player, Stages = _meter };
    }

    /// <summary>Makes a player of rounds: a <see cref="RoundPlayerFactory"/>.</summary>
    public IRoundPlayer Player(LearningProblem problem, int episodes, WorkerPool workers)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var player = new ClusterRoundPlayer(_board, _meter, problem, episodes, workers);
        try
        {
            _board.Open(SettingsYaml.Write(problem.Settings), PlayedProblem.Describe(problem), _class.Value);
            return player;
        }
        catch
        {
            Disposal.AfterFailure(player);
            throw;
        }
    }

    /// <summary>The run is done: tells it to the machines that wait for rounds, which end then.</summary>
    public Task Finish() => _board.Finish(FarewellPatience);

    /// <summary>Stops listening. Machines that played wait for the run to be resumed.</summary>
    public async ValueTask DisposeAsync()
    {
        _instruments.Dispose();
        _board.Dispose();
        await ClusterSilo.Stop(_host).ConfigureAwait(false);
        _key.Dispose();
    }
}
