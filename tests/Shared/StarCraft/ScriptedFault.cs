namespace Phalanx.Testing;

/// <summary>What a scripted game does wrong.</summary>
public enum FaultKind
{
    None,

    /// <summary>Ends the connection in place of an answer.</summary>
    Drop,

    /// <summary>Ends the connection in the middle of an answer.</summary>
    Truncate,

    /// <summary>Announces that it ends the connection.</summary>
    Close,

    /// <summary>Answers with an error and no more.</summary>
    Error,

    /// <summary>Answers with the number of another question.</summary>
    WrongId,

    /// <summary>Answers without a status.</summary>
    NoStatus,

    /// <summary>Says that the game has ended.</summary>
    Ended,

    /// <summary>Answers what was not asked.</summary>
    OtherAnswer,

    /// <summary>Answers with bytes that are no message.</summary>
    Garbage,

    /// <summary>Answers with a text.</summary>
    Text,

    /// <summary>Does not answer.</summary>
    Stall,

    /// <summary>Does not answer, and its process ends.</summary>
    Exit,

    /// <summary>Sends an answer in many frames and small pieces, which is allowed.</summary>
    Fragment,

    /// <summary>Is not found twice before it is ready, which is allowed.</summary>
    NotFound,

    /// <summary>Ends before it listens.</summary>
    EarlyExit,

    /// <summary>Something else listens at its port.</summary>
    PortTaken,
}

/// <summary>When a scripted game does something wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">In answer to which message, counted from 0; one that has to do with the start does it there.</param>
internal readonly record struct ScriptedFault(FaultKind Kind, int Message = 0)
{
    /// <summary>Whether the game is lost by it.</summary>
    public bool Loses => Kind is not (FaultKind.None or FaultKind.Fragment or FaultKind.NotFound);

    /// <summary>Whether it has to do with the start.</summary>
    public bool IsOfStart => Kind is FaultKind.NotFound or FaultKind.EarlyExit or FaultKind.PortTaken;
}
