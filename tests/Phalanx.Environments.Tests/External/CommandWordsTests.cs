using Phalanx.Environments.External;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.External;

public class CommandWordsTests
{
    [Theory]
    [InlineData("python3 my_env.py", "python3|my_env.py")]
    [InlineData("  a\t b \n", "a|b")]
    [InlineData("", "")]
    [InlineData("'my program' --x='1 2'", "my program|--x=1 2")]
    [InlineData("\"a 'b' \\\"c\\\" \\\\ \\n\"", "a 'b' \"c\" \\ \\n")]
    [InlineData("a\\ b '' \\'c", "a b||'c")]
    [InlineData("a '\\' b", "a|\\|b")]
    [InlineData("echo $HOME *.txt ; ls > x", "echo|$HOME|*.txt|;|ls|>|x")]
    public void A_command_is_split_by_spaces_outside_of_quotes(string command, string words) => Assert.Equal(words, string.Join('|', CommandWords.Of(command)));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    public void What_is_not_closed_is_refused(string command) => Assert.Throws<UserErrorException>(() => CommandWords.Of(command));
}
