namespace Phalanx.Drills.Fuzzing;

/// <summary>What came of the cases of a target.</summary>
internal sealed class FuzzTally
{
    /// <summary>Read as whole, although something was changed: what was changed does not matter, or means something else.</summary>
    public int Read { get; set; }

    /// <summary>Refused by a checksum.</summary>
    public int RefusedByChecksum { get; set; }

    /// <summary>Refused by anything else, in one sentence.</summary>
    public int Refused { get; set; }

    /// <summary>Anything else, or too slow, or too large.</summary>
    public int Failed { get; set; }

    /// <summary>The slowest case.</summary>
    public TimeSpan Slowest { get; set; }

    /// <summary>The most bytes of memory that a case took.</summary>
    public long MostBytes { get; set; }

    public int Cases => Read + RefusedByChecksum + Refused + Failed;
}
