namespace Phalanx.Foundation;

/// <summary>What was found where a record was to be read.</summary>
public enum RecordState
{
    /// <summary>A record whose checksums are right.</summary>
    Whole,

    /// <summary>Nothing: the stream has come to its end.</summary>
    End,

    /// <summary>The beginning of a record; the rest is not there.</summary>
    Torn,

    /// <summary>A record with a wrong checksum.</summary>
    Damaged,

    /// <summary>A record that is longer than allowed.</summary>
    TooLong,
}
