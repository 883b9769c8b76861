namespace Phalanx.Drills.Corrupting;

/// <summary>What can happen to a file.</summary>
internal enum DamageKind
{
    /// <summary>A bit is another one.</summary>
    Flipped,

    /// <summary>It ends too early.</summary>
    Cut,

    /// <summary>Nothing is in it.</summary>
    Emptied,

    /// <summary>The same file of another run stands in its place.</summary>
    Swapped,

    /// <summary>It says that it is of a later version, or of an earlier one.</summary>
    Version,

    /// <summary>A folder stands in its place.</summary>
    Folder,

    /// <summary>A link stands in its place: to the file itself elsewhere, to nothing, to itself, or to a device without an end.</summary>
    Link,

    /// <summary>It is not there.</summary>
    Removed,

    /// <summary>Something follows it.</summary>
    Appended,
}
