using System.Globalization;
using System.Text;

namespace Phalanx.Foundation.Tests;

public class ShownTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("battle/3m", "battle/3m")]
    [InlineData("naïve ▁█ 字 👍 e\u0301", "naïve ▁█ 字 👍 e\u0301")]
    [InlineData("\u001b]0;title\u0007", "\\u001B]0;title\\u0007")]
    [InlineData("a\nb\tc\r", "a\\u000Ab\\u0009c\\u000D")]
    [InlineData("\u202Ereversed\u2028\u2066", "\\u202Ereversed\\u2028\\u2066")]
    [InlineData("\u009b31m\u007f\u0085", "\\u009B31m\\u007F\\u0085")]
    [InlineData("\uFEFF\u200B\u00AD", "\\uFEFF\\u200B\\u00AD")]
    [InlineData("\U000E0041", "\\uDB40\\uDC41")]
    [InlineData("\0", "\\u0000")]
    public void Nothing_that_a_terminal_would_obey_is_left(string text, string expected)
    {
        Assert.Equal(expected, Shown.Name(text));
        Assert.Equal(expected, Shown.Name(expected));
    }

    [Fact]
    public void Half_a_character_is_shown_as_what_it_is()
    {
        Assert.Equal("a\\uD83Db", Shown.Name("a\uD83Db"));
        Assert.Equal("\\uDC4D", Shown.Name("\uDC4D"));
        Assert.Equal("\\uD83D", Shown.Name("\uD83D"));
    }

    [Fact]
    public void A_sentence_is_one_line_and_the_lines_of_several_stay()
    {
        Assert.Equal("a b c\\u000D\\u2028d", Shown.Sentence("a\nb\r\nc\r\u2028d"));
        Assert.Equal("a\nb\r\nc\\u000D\\u001B", Shown.Lines("a\nb\r\nc\r\u001b"));
    }

    [Fact]
    public void Of_a_long_text_beginning_and_end_are_shown()
    {
        string name = Shown.Name("begin" + new string('x', 100_000) + "end");
        Assert.Equal(Shown.LongestName, name.Length);
        Assert.StartsWith("beginxxx", name, StringComparison.Ordinal);
        Assert.EndsWith("xxxend", name, StringComparison.Ordinal);
        Assert.Single(name, '…');
        Assert.Equal(Shown.LongestSentence, Shown.Sentence(new string('\u001b', 100_000)).Length);
        Assert.Equal(new string('x', Shown.LongestName), Shown.Name(new string('x', Shown.LongestName)));
    }

    [Fact]
    public void A_cut_never_halves_a_character()
    {
        for (int shift = 0; shift < 2; shift++)
        {
            string text = Shown.Name(new string('x', shift) + string.Concat(Enumerable.Repeat("👍", 1000)));
            Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
            Assert.InRange(text.Length, Shown.LongestName - 2, Shown.LongestName);
        }
    }

    [Fact]
    public void Random_text_becomes_printable()
    {
        var random = new RandomStream(1, StreamPurpose.Named("hostile text"), 0);
        for (int i = 0; i < 2000; i++)
        {
            char[] text = new char[random.NextInt(60)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = (char)random.NextInt(random.NextInt(2) == 0 ? 0x100 : 0x10000);
            }

            string shown = Shown.Sentence(new string(text));
            Assert.Equal(shown, Shown.Sentence(shown));
            Assert.All(shown.EnumerateRunes(), rune => Assert.False(
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate));
            Assert.DoesNotContain('\uFFFD', shown.Where(_ => !text.Contains('\uFFFD')));
        }
    }

    [Fact]
    public void Sentences_of_errors_are_safe()
    {
        Assert.Equal("no 'a\\u001B[2Jb' here", new UserErrorException("no 'a\u001b[2Jb'\nhere").Message);
        Assert.Equal("no '\\u202E'", new UserErrorException("no '\u202E'", new IOException()).Message);
    }
}
