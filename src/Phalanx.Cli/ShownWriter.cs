using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Cli;

/// <summary>
/// What all lines of the tool go through: a terminal shows what stands in a name and does not obey it. Only pictures, which move the cursor, go
/// past it, with texts of which each was made safe. JSON stays JSON, since its own escapes are used. Where nothing can be written, a sentence says why.
/// </summary>
/// <param name="inner">Where the lines go.</param>
internal sealed class ShownWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private char? _half;

    /// <summary>Where the lines go.</summary>
    public TextWriter Inner => inner;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        // The two halves of a character may come one after the other.
        if (char.IsHighSurrogate(value) && _half is null)
        {
            _half = value;
            return;
        }

        string text = $"{_half}{value}";
        _half = null;
        Pass(inner.Write, Shown.Lines(text));
    }

    public override void Write(string? value) => Pass(inner.Write, Text(value));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void WriteLine(string? value) => Pass(inner.WriteLine, Text(value));

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(new string(buffer));

    public override void Flush() => inner.Flush();

    private static void Pass(Action<string> write, string text)
    {
        try
        {
            write(text);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain("cannot write the output", failure);
        }
    }

    private string Text(string? value)
    {
        string text = Shown.Lines($"{_half}{value}");
        _half = null;
        return text;
    }
}
