using System.Text;

namespace Phalanx.Analysis.Replays;

/// <summary>
/// Scripts and styles without what only people who write them need: comments and white space. No name is changed, so what stands in a page can
/// still be read.
/// </summary>
internal static class PackedText
{
    /// <summary>Signs next to which a space means nothing.</summary>
    private const string Signs = "{}()[];,=<>?:&|!*%/+-";

    /// <summary>After these a statement is not over, so that the end of a line means nothing.</summary>
    private const string Opening = "{([,;=?:&|";

    /// <summary>And before these.</summary>
    private const string Closing = ")]}?:.&|";

    /// <summary>A style sheet. It has no comments, and no strings with spaces.</summary>
    public static string OfStyle(string css)
    {
        var packed = new StringBuilder();
        foreach (char next in css)
        {
            bool space = char.IsWhiteSpace(next);
            if (space && (packed.Length == 0 || " {};:,".Contains(packed[^1], StringComparison.Ordinal)))
            {
                continue;
            }

            if ("{};,".Contains(next, StringComparison.Ordinal) && packed is [.., ' '])
            {
                packed.Length--;
            }

            packed.Append(space ? ' ' : next);
        }

        return packed.Replace(";}", "}").ToString().Trim();
    }

    /// <summary>A script. It has no regular expressions and no comments but those that end with their line.</summary>
    public static string OfScript(string script)
    {
        var packed = new StringBuilder();

        // For each template that is open, how many braces are open in the expression that is read of it.
        var templates = new Stack<int>();
        for (int at = 0; at < script.Length;)
        {
            char next = script[at];
            int end = at;
            if (next is '"' or '\'')
            {
                end = EndOfString(script, at);
            }
            else if (next == '`' || (next == '}' && templates.TryPeek(out int open) && open == 0))
            {
                if (next == '}')
                {
                    templates.Pop();
                }

                end = EndOfTemplatePart(script, at, templates);
            }
            else if (next == '/' && script[at + 1] == '/')
            {
                at = script.IndexOf('\n', at);
                continue;
            }
            else if (char.IsWhiteSpace(next))
            {
                at = AddSpace(packed, script, at);
                continue;
            }
            else
            {
                CountBraces(templates, next);
                end = at + 1;
            }

            packed.Append(script, at, end - at);
            at = end;
        }

        return packed.ToString();
    }

    private static void CountBraces(Stack<int> templates, char next)
    {
        if (templates.Count > 0 && next is '{' or '}' && templates.TryPop(out int open))
        {
            templates.Push(next == '{' ? open + 1 : open - 1);
        }
    }

    private static int EndOfString(string script, int at)
    {
        int end = at + 1;
        while (script[end] != script[at])
        {
            end += script[end] == '\\' ? 2 : 1;
        }

        return end + 1;
    }

    private static int EndOfTemplatePart(string script, int at, Stack<int> templates)
    {
        for (int end = at + 1; ; end++)
        {
            if (script[end] == '\\')
            {
                end++;
            }
            else if (script[end] == '`')
            {
                return end + 1;
            }
            else if (script[end] == '$' && script[end + 1] == '{')
            {
                templates.Push(0);
                return end + 2;
            }
        }
    }

    /// <summary>Adds as much of white space as means something, and returns where it ends.</summary>
    private static int AddSpace(StringBuilder packed, string script, int at)
    {
        int end = at;
        while (end < script.Length && char.IsWhiteSpace(script[end]))
        {
            end++;
        }

        char before = packed.Length > 0 ? packed[^1] : '{';
        char after = end < script.Length ? script[end] : '}';
        if (script.AsSpan(at, end - at).Contains('\n'))
        {
            // A comment that follows ends with a line of its own, which is looked at then.
            bool goesOn = Opening.Contains(before, StringComparison.Ordinal) || Closing.Contains(after, StringComparison.Ordinal) || before == '\n';
            packed.Append(goesOn ? "" : "\n");
        }
        else if ((!Signs.Contains(before, StringComparison.Ordinal) && !Signs.Contains(after, StringComparison.Ordinal) && before != '\n') || (before is '+' or '-' && before == after))
        {
            packed.Append(' ');
        }

        return end;
    }
}
