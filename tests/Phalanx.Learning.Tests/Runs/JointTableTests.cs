using System.Text.Json;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class JointTableTests
{
    [Fact]
    public void The_action_of_the_last_agent_varies_fastest_in_a_joint_table()
    {
        var table = new JointTable([2, 3], [0, 1, 2, 10, 11, 12]);

        Assert.Equal(12, table[1, 2]);
        Assert.Equal(1, table[0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[-1, 0]);
        Assert.Throws<ArgumentException>(() => table[0]);
    }

    [Fact]
    public void A_joint_table_needs_one_number_for_every_joint_action()
    {
        Assert.Throws<ArgumentException>(() => new JointTable([2, 3], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new JointTable([], [1]));
        Assert.ThrowsAny<ArgumentException>(() => new JointTable([2, 0], []));
    }

    [Theory]
    [InlineData("[1,2,null]")]
    [InlineData("[[1,2],[3,4],[5,6]]")]
    [InlineData("[[[1.5,-2]],[[1E-300,4]]]")]
    public void The_arrays_of_a_joint_table_nest_one_level_per_agent(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<JointTable>(json)));

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("[[1,2],[3]]")]
    [InlineData("[[1,2],3]")]
    [InlineData("[1,[2]]")]
    [InlineData("[1,\"2\"]")]
    public void JSON_that_is_no_joint_table_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<JointTable>(json));
}
