namespace Phalanx.Cli.Tests;

public class TerminalTests
{
    [Theory]
    [InlineData(true, 60, true, "xterm", null)]
    [InlineData(true, 200, true, null, "0")]
    [InlineData(false, 59, true, "xterm", null)]
    [InlineData(false, 100, false, "xterm", null)]
    [InlineData(false, 100, true, "dumb", null)]
    [InlineData(false, 100, true, "xterm", "1")]
    public void A_picture_needs_room_a_cursor_and_a_user_who_did_not_ask_for_lines(bool allowed, int width, bool moves, string? term, string? plain) =>
        Assert.Equal(allowed, Terminal.AllowsPicture(width, moves, term, plain));

    [Fact]
    public void What_is_no_terminal_shows_no_picture() => Assert.False(Terminal.ShowsPicture(new StringWriter()));
}
