using System.Collections.Immutable;

namespace Phalanx.Cluster.Contracts;

/// <summary>What a machine plays for a run.</summary>
/// <param name="Refusal">Why it may not; null where it may.</param>
/// <param name="Settings">The settings of the run; null while the run is being opened, in which case it is asked again.</param>
/// <param name="Description">What is played and recorded, which must be the same there.</param>
[GenerateSerializer, Immutable]
public sealed record RunTerms([property: Id(0)] string? Refusal, [property: Id(1)] string? Settings, [property: Id(2)] string? Description);

/// <summary>A machine asks for episodes.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Wants">Whether it has room for more; otherwise it says that it is there.</param>
/// <param name="WeightsVersion">The weights that it has.</param>
/// <param name="Round">The round of what it holds.</param>
/// <param name="Holding">The places of the first episodes of what it holds: what it was given and does not hold, it never received.</param>
[GenerateSerializer, Immutable]
public sealed record RoundRequest(
    [property: Id(0)] string Worker,
    [property: Id(1)] bool Wants,
    [property: Id(2)] long WeightsVersion,
    [property: Id(3)] long Round,
    [property: Id(4)] ImmutableArray<int> Holding);

/// <summary>The answer to a machine that asks.</summary>
/// <param name="Known">Whether the trainer knows it; after a restart it does not, and it introduces itself again.</param>
/// <param name="Over">Whether the run is done, so that there will be nothing more to play.</param>
/// <param name="Work">What to play; null for nothing at the moment.</param>
[GenerateSerializer, Immutable]
public sealed record RoundOrder([property: Id(0)] bool Known, [property: Id(1)] bool Over, [property: Id(2)] RoundWork? Work);

/// <summary>Some episodes of a round. All that is random in them has an address, so they come out alike wherever they are played.</summary>
/// <param name="Round">The round, counted by the trainer.</param>
/// <param name="Purpose">What the episodes are played for.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="FirstEpisode">The number of the first of them.</param>
/// <param name="Place">Its place in the round.</param>
/// <param name="Count">How many they are.</param>
/// <param name="TEnv">Environment steps collected before.</param>
/// <param name="Exploration">How much to explore.</param>
/// <param name="Testing">Whether the team is tested.</param>
/// <param name="Attempts">By episode, how many attempts were given up; empty where none was.</param>
/// <param name="Recorded">Whether their records are wanted.</param>
/// <param name="WeightsVersion">The weights to play with.</param>
/// <param name="WeightsBytes">How long they are.</param>
/// <param name="WeightsChecksum">Their checksum.</param>
/// <param name="Weights">Their first part; null where the machine has them.</param>
[GenerateSerializer, Immutable]
public sealed record RoundWork(
    [property: Id(0)] long Round,
    [property: Id(1)] string Purpose,
    [property: Id(2)] ulong Seed,
    [property: Id(3)] long FirstEpisode,
    [property: Id(4)] int Place,
    [property: Id(5)] int Count,
    [property: Id(6)] long TEnv,
    [property: Id(7)] double Exploration,
    [property: Id(8)] bool Testing,
    [property: Id(9)] ImmutableArray<int> Attempts,
    [property: Id(10)] bool Recorded,
    [property: Id(11)] long WeightsVersion,
    [property: Id(12)] int WeightsBytes,
    [property: Id(13)] uint WeightsChecksum,
    [property: Id(14)] Payload? Weights);

/// <summary>An episode that was played, or a part of it.</summary>
/// <param name="Worker">Who played it.</param>
/// <param name="Round">Its round.</param>
/// <param name="Place">Its place in the round.</param>
/// <param name="Return">The sum of its rewards.</param>
/// <param name="Length">How many steps it has.</param>
/// <param name="Statistics">Its statistics.</param>
/// <param name="RecordBytes">How long its whole record is; 0 where it is not recorded.</param>
/// <param name="Offset">Where this part of the record begins.</param>
/// <param name="Record">This part of the record.</param>
[GenerateSerializer, Immutable]
public sealed record EpisodeDelivery(
    [property: Id(0)] string Worker,
    [property: Id(1)] long Round,
    [property: Id(2)] int Place,
    [property: Id(3)] double Return,
    [property: Id(4)] int Length,
    [property: Id(5)] ImmutableArray<float> Statistics,
    [property: Id(6)] int RecordBytes,
    [property: Id(7)] int Offset,
    [property: Id(8)] Payload? Record);

/// <summary>Whether an episode was taken.</summary>
/// <param name="Known">Whether the trainer knows the machine.</param>
/// <param name="Refusal">Why it was not taken; null where it was, or is not needed any more.</param>
/// <param name="Again">Whether it shall be sent again in a while, from the beginning of its record: there is no room for its parts, or they were let go of.</param>
[GenerateSerializer, Immutable]
public sealed record GiveAnswer([property: Id(0)] bool Known, [property: Id(1)] string? Refusal, [property: Id(2)] bool Again = false);

/// <summary>Episodes that could not be played.</summary>
/// <param name="Worker">By whom.</param>
/// <param name="Round">Their round.</param>
/// <param name="Place">The place of the first of them.</param>
/// <param name="Sentence">Why not.</param>
[GenerateSerializer, Immutable]
public sealed record ChunkFailure([property: Id(0)] string Worker, [property: Id(1)] long Round, [property: Id(2)] int Place, [property: Id(3)] string Sentence);
