using System.Text;

namespace Phalanx.Acting;

/// <summary>
/// Reads a JSON text into its parts. It is strict: a repeated name, a control character, half a surrogate pair or bytes that are no UTF-8 are refused, and so is
/// what nests deeper than <see cref="Depth"/> or has more than <see cref="MostParts"/> values. System.Text.Json is no part of netstandard2.1.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>How deep values nest at most.</summary>
    public const int Depth = 8;

    /// <summary>How many values there are at most, so that a short file cannot ask for much memory.</summary>
    public const int MostParts = 1 << 18;

    private static readonly UTF8Encoding Encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly string _text;
    private readonly string _what;
    private int _at;
    private int _parts;

    private JsonReader(string text, string what) => (_text, _what) = (text, what);

    /// <summary>The value of a text.</summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="what">What it is, for messages: "the header".</param>
    /// <exception cref="PolicyFormatException">It is not valid.</exception>
    public static JsonPart Read(ReadOnlySpan<byte> bytes, string what)
    {
        string text;
        try
        {
            text = Encoding.GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw new PolicyFormatException($"The {what} is not valid UTF-8.");
        }

        return Read(text, what);
    }

    /// <summary>The value of a text.</summary>
    /// <exception cref="PolicyFormatException">It is not valid.</exception>
    public static JsonPart Read(string text, string what)
    {
        var reader = new JsonReader(text, what);
        JsonPart part = reader.Value(1);
        reader.SkipSpace();
        return reader._at == text.Length ? part : throw reader.Broken("has further text behind its value");
    }

    private JsonPart Value(int depth)
    {
        if (depth > Depth)
        {
            throw Broken($"nests deeper than {Depth} values");
        }

        if (++_parts > MostParts)
        {
            throw Broken($"has more than {MostParts} values");
        }

        SkipSpace();
        switch (Peek())
        {
            case '{': return Object(depth);
            case '[': return Array(depth);
            case '"': return new JsonPart(JsonKind.Text, Text());
            case 't': return Word("true");
            case 'f': return Word("false");
            case 'n': return Word("null");
            default: return Number();
        }
    }

    private JsonPart Object(int depth)
    {
        var part = new JsonPart(JsonKind.Object, "");
        var names = new HashSet<string>(StringComparer.Ordinal);
        _at++;
        if (Ends('}'))
        {
            return part;
        }

        do
        {
            SkipSpace();
            string name = Peek() == '"' ? Text() : throw Broken("has a member without a name");
            if (!names.Add(name))
            {
                throw new PolicyFormatException($"The {_what} has '{PolicyText.Shown(name)}' twice in one object.");
            }

            SkipSpace();
            Require(':');
            part.Names.Add(name);
            part.Items.Add(Value(depth + 1));
        }
        while (Continues('}'));
        return part;
    }

    private JsonPart Array(int depth)
    {
        var part = new JsonPart(JsonKind.Array, "");
        _at++;
        if (Ends(']'))
        {
            return part;
        }

        do
        {
            part.Items.Add(Value(depth + 1));
        }
        while (Continues(']'));
        return part;
    }

    private string Text()
    {
        _at++;
        var text = new StringBuilder();
        for (char letter = Next(); letter != '"'; letter = Next())
        {
            if (letter < ' ')
            {
                throw Broken("has a control character in a text");
            }

            text.Append(letter == '\\' ? Escape() : letter);
        }

        string result = text.ToString();
        for (int i = 0; i < result.Length; i++)
        {
            if (char.IsSurrogate(result[i]) && !char.IsSurrogatePair(result, i++))
            {
                throw Broken("has half a surrogate pair in a text");
            }
        }

        return result;
    }

    private char Escape()
    {
        char letter = Next();
        switch (letter)
        {
            case '"': case '\\': case '/': return letter;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < 4; i++)
                {
                    code = (code << 4) | Digit(Next());
                }

                return (char)code;
            default: throw Broken("has an unknown escape in a text");
        }
    }

    private int Digit(char letter)
    {
        int digit = letter >= '0' && letter <= '9' ? letter - '0' : (letter | ' ') >= 'a' && (letter | ' ') <= 'f' ? (letter | ' ') - 'a' + 10 : -1;
        return digit >= 0 ? digit : throw Broken("has an unknown escape in a text");
    }

    private JsonPart Number()
    {
        int first = _at;
        Skip('-');
        if (!Skip('0'))
        {
            Digits();
        }

        if (Skip('.'))
        {
            Digits();
        }

        if (Skip('e') || Skip('E'))
        {
            if (!Skip('+'))
            {
                Skip('-');
            }

            Digits();
        }

        return new JsonPart(JsonKind.Number, _text.Substring(first, _at - first));
    }

    private void Digits()
    {
        int first = _at;
        while (Peek() >= '0' && Peek() <= '9')
        {
            _at++;
        }

        if (_at == first)
        {
            throw Broken("has something that is no value");
        }
    }

    private JsonPart Word(string word)
    {
        foreach (char letter in word)
        {
            Require(letter);
        }

        return new JsonPart(JsonKind.Word, word);
    }

    private bool Ends(char end)
    {
        SkipSpace();
        return Skip(end);
    }

    private bool Continues(char end)
    {
        SkipSpace();
        if (Skip(end))
        {
            return false;
        }

        Require(',');
        return true;
    }

    private bool Skip(char letter)
    {
        bool found = Peek() == letter && _at < _text.Length;
        _at += found ? 1 : 0;
        return found;
    }

    private void Require(char letter)
    {
        if (!Skip(letter))
        {
            throw Broken($"lacks a '{letter}'");
        }
    }

    private void SkipSpace()
    {
        while (Peek() == ' ' || Peek() == '\n' || Peek() == '\r' || Peek() == '\t')
        {
            _at++;
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private char Next() => _at < _text.Length ? _text[_at++] : throw Broken("ends within a text");

    private PolicyFormatException Broken(string how) => new PolicyFormatException($"The {_what} is no valid JSON: it {how}, near its letter {_at}.");
}
