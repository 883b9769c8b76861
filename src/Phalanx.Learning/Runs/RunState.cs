namespace Phalanx.Learning.Runs;

/// <summary>How it stands with a run.</summary>
public enum RunState
{
    /// <summary>It is being trained.</summary>
    Running,

    /// <summary>It is as long as was asked for.</summary>
    Done,

    /// <summary>It was interrupted and is saved; it can be resumed.</summary>
    Interrupted,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>
    /// It was being trained, and its process has given no sign of life since: it was killed, or its machine is gone. No process writes
    /// this; a <see cref="RunWatch"/> concludes it.
    /// </summary>
    Stopped,

    /// <summary>Nothing tells: it has neither <c>progress.json</c> nor a summary of all its tests. A <see cref="RunWatch"/> concludes this too.</summary>
    Unknown,
}
