namespace Phalanx.Foundation.Tests;

public sealed class Philox4x32Tests
{
    // The known answers published with Random123, philox4x32 with 10 rounds; word 0 of the key is its low half.
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", 0x00000000_00000000, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", 0xffffffff_ffffffff, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", 0x299f31d0_a4093822, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void The_published_known_answers_are_reproduced(string counter, ulong key, string expected)
    {
        uint[] c = [.. counter.Split(' ').Select(word => Convert.ToUInt32(word, 16))];

        PhiloxBlock block = Philox4x32.Generate(c[0], c[1], c[2], c[3], key);

        Assert.Equal(expected, $"{block[0]:x8} {block[1]:x8} {block[2]:x8} {block[3]:x8}");
    }
}
