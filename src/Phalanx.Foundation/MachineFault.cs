namespace Phalanx.Foundation;

/// <summary>What a machine refuses although what was asked for is right.</summary>
public enum MachineFault
{
    /// <summary>No space is left on the disk.</summary>
    FullDisk,

    /// <summary>The user has used all the space that is allowed.</summary>
    Quota,

    /// <summary>The file system allows no change, or does not any more.</summary>
    ReadOnly,

    /// <summary>The disk could not be read or written.</summary>
    DiskError,

    /// <summary>A file of a network is not known any more to the machine that has it.</summary>
    StaleHandle,

    /// <summary>The process, or the whole machine, has as many files open as it may.</summary>
    TooManyFiles,
}
