namespace Phalanx.Foundation.Tests;

public sealed class StreamPurposeTests
{
    // The first two from the test suite of the FNV authors.
    [Theory]
    [InlineData("a", 0xe40c292c)]
    [InlineData("foobar", 0xbf9cf968)]
    [InlineData("rollout", 0x8b848362)]
    public void A_purpose_is_the_fnv_1a_hash_of_its_name(string name, uint hash) =>
        Assert.Equal(hash, StreamPurpose.Named(name).Hash);

    [Fact]
    public void Equal_names_are_equal_purposes()
    {
        Assert.Equal(StreamPurpose.Named("replay"), StreamPurpose.Named("replay"));
        Assert.NotEqual(StreamPurpose.Named("replay"), StreamPurpose.Named("Replay"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_purpose_without_a_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => StreamPurpose.Named(name));
}
