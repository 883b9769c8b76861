using System.Text;

namespace Phalanx.Foundation.Tests;

public class ChecksumTests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("123456789", 0xE3069283)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404)]
    public void It_is_the_published_one(string text, uint expected)
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
    public void It_is_the_division_of_bits_at_every_length()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 37))];
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(BitByBit(bytes.AsSpan(0, length)), Checksum.Of(bytes.AsSpan(0, length)));
        }
    }

    /// <summary>By the definition: the remainder of a division by the polynomial of Castagnoli, its bits reversed.</summary>
    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte octet in bytes)
        {
            remainder ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ 0x82F63B78;
            }
        }

        return ~remainder;
    }
}
