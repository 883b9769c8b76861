namespace Phalanx.Drills.Disks;

/// <summary>What came of a run on a disk that fails.</summary>
internal enum DiskOutcome
{
    /// <summary>It outlasted the fault and ended with the bits of an undisturbed run.</summary>
    WentOn,

    /// <summary>It ended with a sentence, and the run that was resumed from it ended with the bits of an undisturbed one.</summary>
    Resumed,

    /// <summary>It ended with a sentence; its last checkpoint lacked episodes for which there was no room, as it told, and the resumed run ended with other bits.</summary>
    ResumedWithoutEpisodes,

    /// <summary>It ended with a sentence, and there was nothing to resume: its folder was gone, or nothing at all could be saved.</summary>
    Ended,

    /// <summary>Something that should not have happened.</summary>
    Failed,
}
