using System.Text;
using System.Text.RegularExpressions;

namespace Phalanx.Drills.Fuzzing.Mutations;

/// <summary>Changes of texts that keep much of their grammar: YAML, JSON and CSV have lines, words, numbers, names before colons, and brackets.</summary>
internal static partial class TextChanges
{
    private const int Deepest = 2000;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e999", "-1e999", "1e-999", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "2147483648",
        "2147483647", "1000000000", "65537", "16384", "1000",
        "0x7fffffff", "0b11", "1_000", "1,5", ".5", "5.", "+5", "NaN", ".nan", "-.inf", "Infinity", "1e308", "4.9e-324", "00012", "1e", "٣", "1.0000000000000000000000000000000001",
    ];

    private static readonly string[] Words =
    [
        "&a ", "*a", "&a [*a, *a]", "<<: *a", "!!float ", "!!binary ", "!<tag:x> ", "!local ", "---\n", "...\n", "%YAML 1.2\n", "? ", "- ", "|\n  ", ">-\n  ", "# ", "\t",
        "null", "~", "true", "yes", "{}", "[]", "[,]", "{a: {a: {a: 1}}}", "\"\\ud800\"", "\"\\u0000\"", "\"\\x00\"", "'", "\"", "\"\\q\"", ":", ": ", ",", "\r", "\r\n", "\u2028", "\u0085", "\u0000",
        "\uFEFF", "\u202E", "\u200D", "é", "😀", "../../../../etc/passwd", "/dev/zero", "a/b", "..", "", "\u001b[31m", "payoff", "\"payoff\"",
    ];

    /// <summary>One change.</summary>
    /// <param name="text">What is changed.</param>
    /// <param name="other">Another real text of the kind.</param>
    /// <param name="random">Decides.</param>
    public static string Change(string text, string other, Random random) => random.Next(12) switch
    {
        0 or 1 => Replaced(text, Number().Matches(text), random, _ => Pick(Numbers, random)),
        2 => Replaced(text, Value().Matches(text), random, _ => Pick(Words, random)),
        3 => Replaced(text, Name().Matches(text), random, match => Another(Name().Matches(text), random) ?? match.Value),
        4 => Replaced(text, Value().Matches(text), random, match => Another(Value().Matches(other), random) ?? match.Value),
        5 => Inserted(text, Pick(Words, random), random),
        6 => Inserted(text, Deep(random), random),
        7 => Inserted(text, new string(Pick(["a", "9", " ", "[", "{", "\"", "-"], random)[0], random.Next(1, Deepest)), random),
        8 => Lines(text, random, lines => (lines[random.Next(lines.Count)], lines[^1]) = (lines[^1], lines[random.Next(lines.Count)])),
        9 => Lines(text, random, lines => lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)])),
        10 => Lines(text, random, lines => lines.RemoveAt(random.Next(lines.Count))),
        _ => Lines(text, random, lines => Indent(lines, random)),
    };

    private static string Deep(Random random)
    {
        string open = Pick(["[", "{\"a\":", "{a: ", "- ", "[[0],", "? "], random);
        return new StringBuilder().Insert(0, open, random.Next(1, Deepest / open.Length)).ToString();
    }

    private static void Indent(List<string> lines, Random random)
    {
        int line = random.Next(lines.Count);
        lines[line] = random.Next(2) == 0 ? $"{new string(' ', random.Next(1, 5))}{lines[line]}" : lines[line].TrimStart(' ');
    }

    private static string Lines(string text, Random random, Action<List<string>> change)
    {
        // A long text is changed in a part of it: the cost of a case is that of its reading.
        List<string> lines = [.. text.Split('\n')];
        change(lines);
        return string.Join(random.Next(20) == 0 ? "\r\n" : "\n", lines);
    }

    private static string Replaced(string text, MatchCollection matches, Random random, Func<Match, string> by)
    {
        if (matches.Count == 0)
        {
            return text;
        }

        Match match = matches[random.Next(matches.Count)];
        return $"{text[..match.Index]}{by(match)}{text[(match.Index + match.Length)..]}";
    }

    private static string? Another(MatchCollection matches, Random random) => matches.Count == 0 ? null : matches[random.Next(matches.Count)].Value;

    private static string Inserted(string text, string word, Random random) => text.Insert(random.Next(text.Length + 1), word);

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=[:=,\[] ?)[^\s,:\[\]{}]+")]
    private static partial Regex Value();

    [GeneratedRegex(@"[A-Za-z_""][\w.""]*(?=[:=])")]
    private static partial Regex Name();
}
