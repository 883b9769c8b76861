namespace Phalanx.Foundation;

/// <summary>
/// What the user asked for cannot be done as asked: a setting, a name, a path or a pairing is wrong. The message is one clear sentence
/// that names what is wrong and what would be right, without a capital or full stop, because the tool prints it as
/// <c>error: ...</c> and exits with code 2. What it quotes of files and names is made safe by <see cref="Shown.Sentence"/>.
/// </summary>
/// <remarks>A mistake of the calling program (a null, an index out of range) is an ordinary .NET exception, never this one.</remarks>
public sealed class UserErrorException : ExplainedException
{
    /// <summary>An error that the message explains by itself.</summary>
    /// <param name="message">One clear sentence.</param>
    public UserErrorException(string message)
        : base(Shown.Sentence(message))
    {
    }

    /// <summary>An error that came to light through another exception.</summary>
    /// <param name="message">One clear sentence.</param>
    /// <param name="innerException">The exception that caused this error.</param>
    public UserErrorException(string message, Exception innerException)
        : base(Shown.Sentence(message), innerException)
    {
    }
}
