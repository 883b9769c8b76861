namespace Phalanx.Foundation.Tests;

/// <summary>The streams that the tests of <see cref="RandomStream"/> draw from.</summary>
internal static class Streams
{
    public static readonly StreamPurpose Rollout = StreamPurpose.Named("rollout");

    /// <summary>
    /// The stream of the recorded values. They were computed outside this library, by a second implementation of Philox and of
    /// each method's formula.
    /// </summary>
    public static RandomStream Recorded() => new(0x0123456789ABCDEF, Rollout, 0xFEDCBA9876543210);

    public static RandomStream Of(ulong seed, ulong index = 0) => new(seed, Rollout, index);
}
