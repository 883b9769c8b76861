using Phalanx.Cli.Watching;

namespace Phalanx.Cli.Tests.Watching;

public class PrintableTests
{
    [Theory]
    [InlineData("battle/3m", "battle/3m")]
    [InlineData("naïve ▁█ 字", "naïve ▁█ 字")]
    [InlineData("\u001b]0;title\u0007", "?]0;title?")]
    [InlineData("a\nb\tc", "a?b?c")]
    [InlineData("\u202Ereversed\u2028", "?reversed?")]
    [InlineData("\u009b31m", "?31m")]
    public void Nothing_that_a_terminal_would_obey_is_left(string text, string expected) => Assert.Equal(expected, Printable.Of(text));
}
