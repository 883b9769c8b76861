namespace Phalanx.Foundation.Tests;

public class RecordFramingTests
{
    [Fact]
    public void A_record_is_length_and_data_each_with_its_masked_checksum()
    {
        // Worked out by hand: the length 9 in 8 bytes; crc32c of those 8 bytes and of "123456789" (e3069283), rotated right by 15 and increased by a282ead8.
        byte[] expected = Convert.FromHexString("0900000000000000" + "f6c7c8c6" + "313233343536373839" + "e4b0a9c7");
        Assert.Equal(expected, RecordFraming.Frame("123456789"u8));
    }
}
