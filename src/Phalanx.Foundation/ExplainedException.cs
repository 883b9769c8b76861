namespace Phalanx.Foundation;

/// <summary>
/// A failure that its message explains by itself: one clear sentence without a capital or full stop, because the tool prints it as <c>error: ...</c>. It is the
/// user's (<see cref="UserErrorException"/>) or the machine's (<see cref="MachineFaultException"/>).
/// </summary>
public abstract class ExplainedException : Exception, IExplained
{
    private protected ExplainedException(string message)
        : base(message)
    {
    }

    private protected ExplainedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
