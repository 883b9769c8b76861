namespace Phalanx.Acting;

/// <summary>What was given as a policy is none that can act; the message says why in one sentence.</summary>
public sealed class PolicyFormatException : Exception
{
    /// <summary>A refusal.</summary>
    public PolicyFormatException()
        : this("This is no policy.")
    {
    }

    /// <summary>A refusal with its reason.</summary>
    /// <param name="message">The reason.</param>
    public PolicyFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal with its reason and what led to it.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What led to it.</param>
    public PolicyFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
