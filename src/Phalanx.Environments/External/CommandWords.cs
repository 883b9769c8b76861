using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>
/// A command as its words. Words are separated by spaces; single quotes keep everything between them, double quotes all but <c>\"</c> and <c>\\</c>,
/// and outside of quotes a backslash keeps the character behind it. Nothing else has a meaning: there are no variables and no patterns.
/// </summary>
internal static class CommandWords
{
    /// <summary>Splits a command.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="UserErrorException">A quote is not closed, or a backslash stands at the end.</exception>
    public static IReadOnlyList<string> Of(string command)
    {
        List<string> words = [];
        var word = new StringBuilder();
        bool inWord = false;
        for (int at = 0; at < command.Length; at++)
        {
            char letter = command[at];
            switch (letter)
            {
                case ' ' or '\t' or '\n' or '\r':
                    if (inWord)
                    {
                        words.Add(word.ToString());
                    }

                    (inWord, word) = (false, word.Clear());
                    break;
                case '\'' or '"':
                    at = AddQuoted(command, at, word);
                    inWord = true;
                    break;
                case '\\':
                    word.Append(++at < command.Length ? command[at] : throw Refused(command, "ends with a backslash, which has nothing behind it to keep"));
                    inWord = true;
                    break;
                default:
                    word.Append(letter);
                    inWord = true;
                    break;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>Adds what stands between quotes.</summary>
    /// <returns>The place of the quote that closes them.</returns>
    private static int AddQuoted(string command, int start, StringBuilder word)
    {
        char quote = command[start];
        for (int at = start + 1; at < command.Length; at++)
        {
            if (command[at] == quote)
            {
                return at;
            }

            bool keeps = quote == '"' && command[at] == '\\' && at + 1 < command.Length && command[at + 1] is '"' or '\\';
            word.Append(command[keeps ? ++at : at]);
        }

        throw Refused(command, $"opens a quote ({quote}) that is not closed");
    }

    private static UserErrorException Refused(string command, string what) => EnvironmentSettings.Error(nameof(ExternalSettings.Command), command, $"words; this {what}");
}
