namespace Phalanx.Drills.Disks;

/// <summary>What happens to the disk under a run.</summary>
internal enum DiskFault
{
    /// <summary>It is full at a random byte, and has room again a little later.</summary>
    FullForAWhile,

    /// <summary>It is full at a random byte until the run has ended.</summary>
    Full,

    /// <summary>It becomes read-only at a random moment.</summary>
    ReadOnly,

    /// <summary>It answers everything with an error, for a while.</summary>
    BrokenForAWhile,

    /// <summary>The folder of the run is removed at a random moment.</summary>
    FolderRemoved,

    /// <summary>Every write takes milliseconds.</summary>
    Slow,

    /// <summary>A file system of the kernel's own is full, with the run in a process of its own; later it is made larger.</summary>
    SmallFileSystem,
}
