using System.Globalization;
using Phalanx.Foundation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Phalanx.Settings;

/// <summary>
/// Reads the part of YAML that settings and maps need: groups, lists and scalars. Anchors, tags and several documents are refused: with
/// anchors a short file can hold millions of values, and a tag can change what a value is.
/// </summary>
internal sealed class YamlReader
{
    private const string Settings = "settings";
    private const int DeepestNesting = 16;
    private const int LongestText = 1 << 20;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly string _content;

    private YamlReader(string text, string file, string content) =>
        (_parser, _file, _content) = (new Parser(new StringReader(text)), file, content);

    /// <summary>The group that a text consists of; an empty one if there is nothing in it.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">What the text is called in sentences.</param>
    /// <param name="content">What the text holds, in the plural.</param>
    public static GivenGroup Read(string text, string file, string content = Settings)
    {
        if (text.Length > LongestText)
        {
            throw new UserErrorException($"{Wording.File(file)} is too long for {content}");
        }

        try
        {
            return new YamlReader(text, file, content).ReadDocument();
        }
        catch (YamlException failure)
        {
            string reason = failure.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
            throw new UserErrorException($"{Place(file, PlaceOf(failure, text))}: broken YAML: {reason}", failure);
        }
    }

    /// <summary>The group that a file consists of.</summary>
    public static GivenGroup ReadFile(string path, string content = Settings) => Read(TextFile.Read(path, LongestText + 1), path, content);

    private static string Place(string file, Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{Wording.File(file)}, line {mark.Line}, column {mark.Column}");

    /// <summary>Where YAML is broken. The parser reports a tab that indents, the commonest mistake, where its group begins; the tab itself is what the reader must find.</summary>
    private static Mark PlaceOf(YamlException failure, string text)
    {
        if (!failure.Message.Contains("tab as indentation", StringComparison.Ordinal))
        {
            return failure.Start;
        }

        string[] lines = text.Split('\n');
        int line = Array.FindIndex(lines, Math.Max(0, (int)failure.Start.Line - 1), each => each.TrimStart(' ').StartsWith('\t'));
        return line < 0 ? failure.Start : new Mark(0, line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1);
    }

    private GivenGroup ReadDocument()
    {
        Next<StreamStart>();
        if (Next() is StreamEnd)
        {
            return Empty();
        }

        ParsingEvent first = Next();
        Given root = ReadValue(first, depth: 0);
        Next<DocumentEnd>();
        ParsingEvent after = Next();
        return (root, after) switch
        {
            (_, not StreamEnd) => throw Refuse(after, $"only one document is allowed in {_content}"),
            (GivenNull, _) => Empty(),
            (GivenGroup group, _) => group,
            _ => throw Refuse(first, $"{_content} must be groups of names and values, not {root.Shown}"),
        };
    }

    private GivenGroup Empty() => new([]) { Place = Wording.File(_file) };

    private Given ReadValue(ParsingEvent start, int depth)
    {
        if (start is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refuse(start, $"anchors and aliases are not allowed in {_content}");
        }

        if (start is NodeEvent { Tag.IsEmpty: false })
        {
            throw Refuse(start, $"tags are not allowed in {_content}");
        }

        if (depth > DeepestNesting)
        {
            throw Refuse(start, $"{_content} do not nest so deep");
        }

        string place = string.Create(CultureInfo.InvariantCulture, $"{Wording.File(_file)}, line {start.Start.Line}");
        return start switch
        {
            Scalar scalar => ReadScalar(scalar, place),
            SequenceStart => ReadList(depth, place),
            _ => ReadGroup(depth, place),
        };
    }

    private static Given ReadScalar(Scalar scalar, string place)
    {
        bool quoted = scalar.Style is not ScalarStyle.Plain;
        bool nothing = !quoted && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        return nothing ? new GivenNull { Place = place } : new GivenText(scalar.Value, quoted) { Place = place };
    }

    private GivenList ReadList(int depth, string place)
    {
        List<Given> items = [];
        for (ParsingEvent next = Next(); next is not SequenceEnd; next = Next())
        {
            items.Add(ReadValue(next, depth + 1));
        }

        return new GivenList(items) { Place = place };
    }

    private GivenGroup ReadGroup(int depth, string place)
    {
        List<KeyValuePair<string, Given>> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (ParsingEvent key = Next(); key is not MappingEnd; key = Next())
        {
            if (ReadValue(key, depth + 1) is not GivenText { Text: string name })
            {
                throw Refuse(key, "a name is expected before the colon");
            }

            if (!names.Add(name))
            {
                throw Refuse(key, $"{Wording.Quote(name)} is given twice");
            }

            members.Add(new KeyValuePair<string, Given>(name, ReadValue(Next(), depth + 1)));
        }

        return new GivenGroup(members) { Place = place };
    }

    private ParsingEvent Next()
    {
        Mark last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            do
            {
                _parser.MoveNext();
            }
            while (_parser.Current is Comment);
        }
        catch (Exception failure) when (failure is not YamlException)
        {
            // On some malformed texts the parser fails with an exception of its own internals and does not say where. The property test finds such texts.
            throw new UserErrorException($"{Place(_file, last)}: broken YAML: what follows is malformed", failure);
        }

        return _parser.Current!;
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
        {
            throw Refuse(_parser.Current!, "broken YAML");
        }
    }

    private UserErrorException Refuse(ParsingEvent at, string reason) => new($"{Place(_file, at.Start)}: {reason}");
}
