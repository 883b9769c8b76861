namespace Phalanx.Native;

/// <summary>What a function of the library returns; the header has the same numbers.</summary>
internal enum ErrorCode
{
    /// <summary>It did what it was asked for.</summary>
    None = 0,

    /// <summary>A null pointer, a number out of range, an environment twice in a list, a wrong size of a struct, actions of the other kind.</summary>
    Argument = -1,

    /// <summary>An unknown name or setting, a value that is not allowed, broken JSON.</summary>
    Settings = -2,

    /// <summary>A handle that is 0, destroyed, or was never given out.</summary>
    Handle = -3,

    /// <summary>A broken rule: a step before a reset or after the end, an action that does not exist or is not available.</summary>
    Contract = -4,

    /// <summary>A fault of the library itself.</summary>
    Fault = -5,

    /// <summary>Destroyed while another call is in it.</summary>
    InUse = -6,

    /// <summary>A buffer that is too small for a text.</summary>
    Buffer = -7,
}
