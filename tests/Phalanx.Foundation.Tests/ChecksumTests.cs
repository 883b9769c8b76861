using System.Text;

namespace Phalanx.Foundation.Tests;

public class ChecksumTests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("123456789", 0xE3069283)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404)]
    public void The_checksum_has_the_published_values(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Checksum checksum = default;
            checksum.Add(bytes.AsSpan(0, cut));
            checksum.Add(bytes.AsSpan(cut));
            Assert.Equal(expected, checksum.Value);
        }

        Assert.Equal(expected, Checksum.Of(bytes));
    }

    [Fact]
    public void The_checksum_is_the_division_bit_by_bit_at_every_length()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 37))];
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(Castagnoli.Of(bytes.AsSpan(0, length)), Checksum.Of(bytes.AsSpan(0, length)));
        }
    }
}
