using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Phalanx.Cluster.Contracts;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// The board of rounds as a grain. It holds nothing, so there may be any number of it: with one that is not reentrant, deliveries would wait behind machines
/// that wait for work.
/// </summary>
[Reentrant]
[StatelessWorker]
internal sealed class RoundsGrain(IServiceProvider services) : Grain, IRounds
{
    private RoundBoard Board => services.GetService<RoundBoard>() ?? throw new InvalidOperationException("no rounds are played here: this is a hub of studies");

    public Task<bool> ArePlayed() => Task.FromResult(services.GetService<RoundBoard>() is not null);

    public Task<RunTerms> Join(WorkerHello hello) => Task.FromResult(Board.Join(hello));

    public Task<RoundOrder> Take(RoundRequest request) => Board.Take(request);

    public Task<Payload?> Weights(long version, int offset) => Task.FromResult(Board.Weights(version, offset));

    // Writing an episode down takes a while: not on the thread of the call.
    public Task<GiveAnswer> Give(EpisodeDelivery delivery) => Task.Run(() => Board.Give(delivery));

    public Task<WireAnswer> Fail(ChunkFailure failure) => Task.FromResult(Board.Fail(failure));

    public Task<WireAnswer> Leave(string worker) => Task.FromResult(Board.Leave(worker));
}
