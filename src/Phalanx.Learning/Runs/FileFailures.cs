using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>Turns what the file system refuses into the user's sentence.</summary>
internal static class FileFailures
{
    /// <summary>Whether a failure came from the file system, rather than from a mistake in the program.</summary>
    public static bool IsOne(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>The sentence: what could not be done, a colon, and why.</summary>
    public static UserErrorException Explain(string problem, Exception failure) =>
        new($"{problem}: {(failure is UnauthorizedAccessException ? "access is denied" : failure.Message.TrimEnd('.'))}", failure);
}
