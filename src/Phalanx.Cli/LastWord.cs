using System.Text;

namespace Phalanx.Cli;

/// <summary>
/// Standard error of a process that may be left by a signal while its command ends by itself: the first of the two tells the error, and there is one line.
/// </summary>
/// <param name="inner">Where the lines go.</param>
internal sealed class LastWord(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private const string Beginning = "error:";

    private int _told;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override void Write(string? value) => inner.Write(value);

    public override void WriteLine(string? value) => _ = TryTell(value);

    /// <summary>Writes a line, unless it tells an error after another one did.</summary>
    /// <returns>Whether it was written.</returns>
    public bool TryTell(string? line)
    {
        if (line?.StartsWith(Beginning, StringComparison.Ordinal) == true && Interlocked.Exchange(ref _told, 1) != 0)
        {
            return false;
        }

        inner.WriteLine(line);
        return true;
    }

    public override void Flush() => inner.Flush();
}
