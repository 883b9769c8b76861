namespace Phalanx.Foundation.Tests;

public class RecordFramingTests
{
    [Fact]
    public void A_record_is_length_and_data_each_with_its_masked_checksum()
    {
        // Worked out bit by bit from the definition: the length 9 in 8 bytes, its checksum, "123456789" and its checksum (e3069283),
        // both rotated right by 15 and increased by a282ead8.
        byte[] expected = Convert.FromHexString("0900000000000000" + "37f97139" + "313233343536373839" + "e5b08ac7");
        Assert.Equal(expected, RecordFraming.Frame("123456789"u8));
    }
}
