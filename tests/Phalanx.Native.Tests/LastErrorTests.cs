using System.Text;
using System.Text.RegularExpressions;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Native.Tests;

public sealed partial class LastErrorTests
{
    public static TheoryData<Exception, int, string> Failures => new()
    {
        { RefusedCallException.Argument("n is -1"), -1, "n is -1" },
        { new UserErrorException("unknown setting"), -2, "unknown setting" },
        { new EnvironmentContractException("game", "the reward is NaN"), -4, "environment 'game': the reward is NaN" },
        { new InvalidCastException("inside"), -5, "the library failed: InvalidCastException: inside" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_has_a_code_and_a_sentence(Exception failure, int code, string sentence)
    {
        Assert.Equal(code, LastError.Keep(failure));
        Assert.Equal(sentence, Encoding.UTF8.GetString(LastError.Text));
    }

    [Theory]
    [InlineData("abc", 3, 3)]
    [InlineData("abc", 2, 2)]
    [InlineData("aäb", 2, 1)]
    [InlineData("aäb", 3, 3)]
    [InlineData("🙂", 3, 0)]
    [InlineData("🙂", 9, 4)]
    public void A_sentence_is_cut_between_characters(string text, int space, int length) =>
        Assert.Equal(length, LastError.WholeCharacters(Encoding.UTF8.GetBytes(text), space));

    [Fact]
    public void The_header_has_the_codes_of_the_library()
    {
        string header = File.ReadAllText(RepositoryRoot.At("src/Phalanx.Native/include/phalanx_environments.h"));
        var codes = Codes().Matches(header).ToDictionary(
            match => match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), match => int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.None).ToDictionary(code => $"{code}".ToUpperInvariant(), code => (int)code).OrderBy(pair => pair.Key),
            codes.OrderBy(pair => pair.Key));
    }

    [GeneratedRegex(@"#define PHX_(\w+) \((-\d)\)")]
    private static partial Regex Codes();
}
