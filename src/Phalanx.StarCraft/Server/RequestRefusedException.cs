namespace Phalanx.StarCraft.Server;

/// <summary>A request that is answered with an error. The game stays as it is.</summary>
internal sealed class RequestRefusedException : Exception
{
    public RequestRefusedException()
    {
    }

    /// <param name="message">What the client is told.</param>
    public RequestRefusedException(string message)
        : base(message)
    {
    }

    /// <param name="message">What the client is told.</param>
    /// <param name="innerException">What was wrong.</param>
    public RequestRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
