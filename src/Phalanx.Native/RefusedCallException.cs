namespace Phalanx.Native;

/// <summary>A call that is refused before it changes anything.</summary>
/// <param name="code">What the function returns.</param>
/// <param name="message">One clear sentence without a capital or full stop.</param>
internal sealed class RefusedCallException(ErrorCode code, string message) : Exception(message)
{
    /// <summary>What the function returns.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>An argument that is null or out of range.</summary>
    public static RefusedCallException Argument(string message) => new(ErrorCode.Argument, message);

    /// <summary>A rule of the environments that the caller breaks.</summary>
    public static RefusedCallException Contract(string message) => new(ErrorCode.Contract, message);
}
