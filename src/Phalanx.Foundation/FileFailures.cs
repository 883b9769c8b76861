namespace Phalanx.Foundation;

/// <summary>Turns what the file system refuses into the user's sentence.</summary>
public static class FileFailures
{
    /// <summary>Whether a failure came from the file system, rather than from a mistake in the program.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool IsOne(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>Why something failed, as the end of a sentence.</summary>
    /// <param name="failure">What was thrown.</param>
    public static string Reason(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure is UnauthorizedAccessException ? "access is denied" : failure.Message.TrimEnd('.');
    }

    /// <summary>The sentence: what could not be done, a colon, and why.</summary>
    /// <param name="problem">What could not be done, with the path that the user knows.</param>
    /// <param name="failure">What was thrown.</param>
    public static UserErrorException Explain(string problem, Exception failure) => new($"{problem}: {Reason(failure)}", failure);
}
