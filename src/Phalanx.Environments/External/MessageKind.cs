namespace Phalanx.Environments.External;

/// <summary>What a message is. Phalanx asks, the program answers with the same number.</summary>
internal enum MessageKind : ushort
{
    /// <summary>Asks: what the program is to be.</summary>
    Hello = 1,

    /// <summary>Answers <see cref="Hello"/>: what the environments are.</summary>
    Spec = 2,

    /// <summary>Asks for episodes that begin.</summary>
    Reset = 3,

    /// <summary>Asks for a step.</summary>
    Step = 4,

    /// <summary>Answers <see cref="Reset"/>: what is to be seen.</summary>
    Seen = 5,

    /// <summary>Answers <see cref="Step"/>: rewards, ends, and what is to be seen.</summary>
    Stepped = 6,

    /// <summary>Answers anything: a sentence, and a trace in further lines. The conversation is over.</summary>
    Error = 7,

    /// <summary>Says that nothing more is asked. There is no answer.</summary>
    Close = 8,
}
