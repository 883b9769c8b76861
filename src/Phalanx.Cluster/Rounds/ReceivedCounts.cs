namespace Phalanx.Cluster.Rounds;

/// <summary>What has come from other machines.</summary>
/// <param name="Rounds">How many rounds were played with them.</param>
/// <param name="Episodes">How many episodes came.</param>
/// <param name="Bytes">How many bytes of records.</param>
/// <param name="GivenTwice">How many episodes were given out a second time.</param>
internal sealed record ReceivedCounts(long Rounds, long Episodes, long Bytes, long GivenTwice);
