namespace Phalanx.Environments;

/// <summary>The environment threw while it was played; the message says where.</summary>
internal sealed class PlayException(string message, Exception innerException) : Exception(message, innerException)
{
    public static PlayException Of(string method, ulong seed, int step, Exception failure) =>
        new($"{method} threw {failure.GetType().Name} (\"{failure.Message}\") in the episode of seed {seed} after {step} steps", failure);
}
