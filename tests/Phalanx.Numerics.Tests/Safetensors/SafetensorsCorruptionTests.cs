using System.Text;
using Phalanx.Numerics.Safetensors;
using static Phalanx.Numerics.Tests.Safetensors.RawFile;

namespace Phalanx.Numerics.Tests.Safetensors;

public class SafetensorsCorruptionTests
{
    private static readonly string s_deep = new('[', 5000);

    public static TheoryData<string, string, int> BadHeaders => new()
    {
        // what is wrong, by the message's own words | the header | how many bytes of data follow
        { "not a JSON object", "[]", 0 },
        { "not a JSON object", "  {}", 0 },
        { "not a JSON object", "null", 0 },
        { "not a JSON object", string.Empty, 0 },
        { "not valid JSON near its byte", "{", 0 },
        { "not valid JSON", "{\"a\"}", 0 },
        { "not valid JSON", "{} {}", 0 },
        { "not valid JSON", "{}\0\0", 0 },
        { "not valid JSON", "{\"a\":{\"shape\":[" + new string(']', 5000), 0 },
        { "The value of 'a' has an array where an object belongs", "{\"a\":" + s_deep, 0 },
        { "The shape of 'a' has an array where a number belongs", "{\"a\":{\"shape\":" + s_deep, 0 },
        { "duplicate tensor name, 'a'", $"{{{Entry("a", "U8", "[1]", "[0,1]")},{Entry("a", "U8", "[1]", "[1,2]")}}}", 2 },
        { "duplicate tensor name, 'a'", $"{{{Entry("a", "U8", "[1]", "[0,1]")},{Entry("\\u0061", "U8", "[1]", "[1,2]")}}}", 2 },
        { "unknown dtype, 'F31'", $"{{{Entry("a", "F31", "[1]", "[0,4]")}}}", 4 },
        { "unknown dtype, 'f32'", $"{{{Entry("a", "f32", "[1]", "[0,4]")}}}", 4 },
        { "holds a negative number, -1", $"{{{Entry("a", "U8", "[-1]", "[0,1]")}}}", 1 },
        { "holds a negative number, -1", $"{{{Entry("a", "U8", "[1]", "[-1,0]")}}}", 1 },
        { "no 64-bit integer", $"{{{Entry("a", "U8", "[1.0]", "[0,1]")}}}", 1 },
        { "no 64-bit integer", $"{{{Entry("a", "U8", "[1e0]", "[0,1]")}}}", 1 },
        { "no 64-bit integer", $"{{{Entry("a", "U8", "[99999999999999999999]", "[0,1]")}}}", 1 },
        { "a dimension can be at most 2147483647", $"{{{Entry("a", "U8", "[1152921504606846976]", "[0,1152921504606846976]")}}}", 1 },
        { "overflows", $"{{{Entry("a", "F64", "[2147483647,2147483647,2147483647]", "[0,8]")}}}", 8 },
        { "overflows", $"{{{Entry("a", "F64", "[1073741824,1073741824]", "[0,0]")}}}", 0 },
        { "ask for 8 bytes, but its offsets span 4", $"{{{Entry("a", "F32", "[2]", "[0,4]")}}}", 4 },
        { "ask for 4 bytes, but its offsets span 0", $"{{{Entry("a", "F32", "[]", "[0,0]")}}}", 0 },
        { "ends at byte 4 of the data, but the file holds only 3", $"{{{Entry("a", "F32", "[1]", "[0,4]")}}}", 3 },
        {
            "ends at byte 4611686014132420609 of the data, but the file holds only 1",
            $"{{{Entry("a", "U8", "[2147483647,2147483647]", "[0,4611686014132420609]")}}}",
            1
        },
        { "ends at byte 0, before it begins at byte 1", $"{{{Entry("a", "U8", "[1]", "[1,0]")}}}", 1 },
        { "'a' and 'b' overlap", $"{{{Entry("a", "U8", "[2]", "[0,2]")},{Entry("b", "U8", "[2]", "[1,3]")}}}", 3 },
        { "'a' and 'b' overlap", $"{{{Entry("a", "U8", "[2]", "[0,2]")},{Entry("b", "U8", "[0]", "[1,1]")}}}", 2 },
        { "a hole of 1 bytes in the data before 'b'", $"{{{Entry("a", "U8", "[1]", "[0,1]")},{Entry("b", "U8", "[1]", "[2,3]")}}}", 3 },
        { "a hole of 2 bytes in the data before 'a'", $"{{{Entry("a", "U8", "[1]", "[2,3]")}}}", 3 },
        { "5 trailing bytes", $"{{{Entry("a", "U8", "[1]", "[0,1]")}}}", 6 },
        { "1 trailing bytes", "{}", 1 },
        { "The value of '__metadata__' has a string where an object belongs", "{\"__metadata__\":\"x\"}", 0 },
        { "The __metadata__ value of 'k' has a number where a string belongs", "{\"__metadata__\":{\"k\":1}}", 0 },
        { "The __metadata__ value of 'k' has null", "{\"__metadata__\":{\"k\":null}}", 0 },
        { "The __metadata__ value of 'k' has an array", "{\"__metadata__\":{\"k\":" + s_deep, 0 },
        { "__metadata__ has a duplicate key, 'k'", "{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}}", 0 },
        { "duplicate __metadata__", "{\"__metadata__\":{},\"__metadata__\":{}}", 0 },
        { "The value of 'a' has null where an object belongs", "{\"a\":null}", 0 },
        { "The dtype of 'a' has a number", "{\"a\":{\"dtype\":1}}", 0 },
        { "The shape of 'a' has a truth value", "{\"a\":{\"shape\":true}}", 0 },
        { "The shape of 'a' has a string where a number belongs", "{\"a\":{\"shape\":[\"1\"]}}", 0 },
        { "The data_offsets of 'a' has an object", "{\"a\":{\"data_offsets\":{}}}", 0 },
        { "are 3 numbers and not two", "{\"a\":{\"data_offsets\":[0,1,2]}}", 0 },
        { "are 0 numbers and not two", "{\"a\":{\"data_offsets\":[]}}", 0 },
        { "lacks its dtype", "{\"a\":{\"shape\":[],\"data_offsets\":[0,0]}}", 0 },
        { "lacks its shape", "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,0]}}", 0 },
        { "lacks its data_offsets", "{\"a\":{\"dtype\":\"U8\",\"shape\":[]}}", 0 },
        { "has a duplicate shape", "{\"a\":{\"shape\":[],\"shape\":[]}}", 0 },
        { "has an unknown property, 'stride'", "{\"a\":{\"stride\":[1]}}", 0 },
        { "half a surrogate pair", "{\"\\ud800\":{}}", 0 },
        { "half a surrogate pair", "{\"a\":{\"dtype\":\"\\udc00\"}}", 0 },
        { "half a surrogate pair", "{\"__metadata__\":{\"k\":\"\\ud800\"}}", 0 },
    };

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public void A_bad_header_is_refused_and_the_reason_named(string reason, string header, int dataLength) =>
        AssertRefused(reason, Of(header, new byte[dataLength]));

    [Fact]
    public void A_file_shorter_than_the_header_length_is_refused()
    {
        AssertRefused("0 bytes, fewer than the 8", []);
        AssertRefused("7 bytes, fewer than the 8", new byte[7]);
    }

    [Fact]
    public void A_header_that_claims_more_than_the_file_holds_is_refused() =>
        AssertRefused("claims 3 bytes, but only 2 follow", OfClaimed(3, "{}"u8.ToArray()));

    [Theory]
    [InlineData(100_000_001UL)]
    [InlineData(1UL << 60)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void A_header_beyond_the_limit_of_the_format_is_refused(ulong claimed) =>
        AssertRefused($"claims {claimed} bytes, more than the 100000000", OfClaimed(claimed, "{}"u8.ToArray()));

    [Fact]
    public void A_header_that_is_not_utf8_is_refused() =>
        AssertRefused("not valid UTF-8", Of([.. "{\""u8, 0xFF, .. "\":{}}"u8]));

    [Fact]
    public void Every_truncation_of_a_valid_file_is_refused()
    {
        byte[] file = Of($"{{{Entry("a", "F32", "[2]", "[0,8]")}}}", new byte[8]);
        for (int length = 0; length < file.Length; length++)
        {
            byte[] truncated = file[..length];
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(truncated));
        }
    }

    [Fact]
    public void A_message_stays_on_one_short_line_for_every_name()
    {
        string name = "line\\n" + new string('x', 10_000);
        var refusal = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(Of($"{{\"{name}\":1}}")));
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.InRange(refusal.Message.Length, 1, 200);
    }

    [Fact]
    public void A_damaged_file_on_disk_is_refused_with_its_path()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes("PK"));
            var refusal = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
            Assert.StartsWith($"{path}: The file has 2 bytes", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertRefused(string reason, byte[] file)
    {
        var fromMemory = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(file));
        Assert.Contains(reason, fromMemory.Message, StringComparison.Ordinal);
        var fromStream = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(file)));
        Assert.Equal(fromMemory.Message, fromStream.Message);
    }
}
