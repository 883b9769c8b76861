namespace Phalanx.Learning.Episodes;

/// <summary>How one element of a field is stored. The names are written to files: never change them.</summary>
internal enum FieldEncoding
{
    /// <summary>A 32-bit floating-point number.</summary>
    Single,

    /// <summary>A 16-bit floating-point number that was rounded to the nearest.</summary>
    Half,

    /// <summary>An index below 256.</summary>
    Byte,

    /// <summary>An index below 65,536.</summary>
    UInt16,

    /// <summary>True or false; those of one slot fill whole bytes, lowest bit first.</summary>
    Bit,
}
