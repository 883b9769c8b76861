using System.Text;
using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Tests.Replay;

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
    }
}
