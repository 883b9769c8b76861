using System.Text;

namespace Phalanx.Acting.Tests.Files;

public class JsonReaderTests
{
    [Theory]
    [InlineData("{\"a\": [1, -2.5e+3, true, null, \"x\"], \"b\": {}}")]
    [InlineData(" [ ] ")]
    [InlineData("\"\\u00e9\\n\\\"\\\\\\/\\ud83d\\ude00\"")]
    [InlineData("0")]
    public void What_is_JSON_is_read(string text) => Assert.NotNull(JsonReader.Read(text, "text"));

    [Fact]
    public void A_text_is_read_without_its_escapes() => Assert.Equal("é\n\"\\/\ud83d\ude00\t", JsonReader.Read("\"\\u00e9\\n\\\"\\\\\\/\\ud83d\\uDE00\\t\"", "text").Text);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{a:1}")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("NaN")]
    [InlineData("tru")]
    [InlineData("nulll")]
    [InlineData("\"a")]
    [InlineData("\"\t\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("1 1")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[[[[[[[[1]]]]]]]]")]
    [InlineData("[1]\0")]
    public void What_is_not_is_refused(string text) => Assert.Throws<PolicyFormatException>(() => JsonReader.Read(text, "text"));

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.Equal(
        "The text is not valid UTF-8.", Assert.Throws<PolicyFormatException>(() => JsonReader.Read([.. "\""u8, 0xFF, .. "\""u8], "text")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("123456789")]
    [InlineData("The quick brown fox jumps over the lazy dog")]
    public void A_checksum_is_that_of_its_definition(string text) =>
        Assert.Equal(Castagnoli.Of(Encoding.UTF8.GetBytes(text)), Crc32C.Of(Encoding.UTF8.GetBytes(text)));
}
