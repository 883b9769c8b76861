namespace Phalanx.Cluster.Contracts;

/// <summary>The rounds of one run as the machines call them that play for it; key 0, beside a trainer. It has no state: all is on the trainer's board.</summary>
public interface IRounds : IGrainWithIntegerKey
{
    /// <summary>Whether rounds are played here: a hub of studies has none.</summary>
    Task<bool> ArePlayed();

    /// <summary>A machine introduces itself, and may be refused. One that does so again has lost what it was playing.</summary>
    /// <param name="hello">What it is.</param>
    Task<RunTerms> Join(WorkerHello hello);

    /// <summary>Asks for episodes to play, and waits some seconds for them.</summary>
    /// <param name="request">Who asks, and what it has.</param>
    Task<RoundOrder> Take(RoundRequest request);

    /// <summary>The rest of weights that are larger than one message.</summary>
    /// <param name="version">Their version.</param>
    /// <param name="offset">Where the part begins, in bytes.</param>
    /// <returns>The part; null where there is another version by now.</returns>
    Task<Payload?> Weights(long version, int offset);

    /// <summary>Takes an episode, or a part of one.</summary>
    /// <param name="delivery">The episode.</param>
    Task<GiveAnswer> Give(EpisodeDelivery delivery);

    /// <summary>Hears that some episodes could not be played.</summary>
    /// <param name="failure">Which, and why.</param>
    Task<WireAnswer> Fail(ChunkFailure failure);

    /// <summary>A machine ends. What it had is played by others.</summary>
    /// <param name="worker">Its name.</param>
    Task<WireAnswer> Leave(string worker);
}
