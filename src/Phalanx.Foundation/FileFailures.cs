namespace Phalanx.Foundation;

/// <summary>Turns what the file system refuses into a sentence: the user's where a path is wrong or protected, the machine's where the disk fails.</summary>
public static class FileFailures
{
    /// <summary>Whether a failure came from the file system, rather than from a mistake in the program.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool IsOne(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>Whether a file is not to be had because another holds it: Windows' sharing violation, or what Linux and macOS answer to a lock that is taken.</summary>
    /// <param name="failure">What opening it threw.</param>
    public static bool IsHeldElsewhere(Exception failure) => failure is IOException { HResult: 11 or 35 or unchecked((int)0x80070020) };

    /// <summary>Why something failed, as the end of a sentence.</summary>
    /// <param name="failure">What was thrown.</param>
    public static string Reason(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure is UnauthorizedAccessException ? "access is denied"
            : MachineFaults.Of(failure) is { } fault ? MachineFaults.InWords(fault)
            : failure.Message.TrimEnd('.');
    }

    /// <summary>The sentence: what could not be done, a colon, and why.</summary>
    /// <param name="problem">What could not be done, with the path that the user knows.</param>
    /// <param name="failure">What was thrown.</param>
    /// <returns>A <see cref="MachineFaultException"/> or a <see cref="UserErrorException"/>, to be thrown.</returns>
    public static ExplainedException Explain(string problem, Exception failure) => Explain(problem, Reason(failure), failure);

    /// <summary>The same, with a reason in other words.</summary>
    internal static ExplainedException Explain(string problem, string reason, Exception failure) => MachineFaults.Of(failure) is { } fault
        ? new MachineFaultException($"{problem}: {reason}", fault, failure)
        : new UserErrorException($"{problem}: {reason}", failure);
}
