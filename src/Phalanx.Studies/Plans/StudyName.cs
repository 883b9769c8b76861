using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Studies.Plans;

/// <summary>
/// What a study may be called. The name comes out of a file, and becomes that of a folder, of a scheduler's job and of files in a script: it must not lead out
/// of the folder of studies, and must be one word of a shell.
/// </summary>
public static class StudyName
{
    private const int Longest = 100;

    /// <summary>The name, where it is allowed.</summary>
    /// <param name="name">The name.</param>
    /// <param name="file">The file that has it, or that it is the name of; null where a user typed it.</param>
    /// <exception cref="UserErrorException">It is not allowed.</exception>
    public static string Of(string name, string? file)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool allowed = name.Length is > 0 and <= Longest
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
        return allowed ? name : throw new UserErrorException(
            $"{(file is null ? "a study cannot be" : $"the study of {Wording.File(file)} is")} called {Wording.Quote(name)}; a study's name has letters, digits, '-', '_' and '.', begins with a letter or a digit, and has at most {Longest} of them{(file is null ? "" : ": give it another one in the file")}");
    }
}
