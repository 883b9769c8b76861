using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Safetensors;

public class SafetensorsAccessTests
{
    private static readonly SafetensorsFile s_file = SafetensorsFile.Read(new SafetensorsWriter()
        .Add("online.agent.fc1.weight", [2], [1f, 2f])
        .Add("online.agent.fc1.bias", [1], [3.0])
        .Add("actions", [2], [1L, 1L << 31])
        .ToArray());

    [Fact]
    public void A_missing_tensor_is_refused_with_the_nearest_name()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => s_file.ReadSingle("online.agent.fc1.weigth"));
        Assert.Contains("no tensor 'online.agent.fc1.weigth'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'online.agent.fc1.weight'?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_tensor_of_an_empty_file_is_refused_too()
    {
        SafetensorsFile empty = SafetensorsFile.Read(new SafetensorsWriter().ToArray());
        Assert.Contains("among the 0 of the file", Assert.Throws<InvalidDataException>(() => empty["x"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_need_not_be_there_can_be_looked_up()
    {
        Assert.True(s_file.TryGet("actions", out TensorEntry? entry));
        Assert.Equal(2, entry.Count);
        Assert.False(s_file.TryGet("action", out _));
    }

    [Fact]
    public void Integers_do_not_pass_for_floating_values_nor_the_other_way_round()
    {
        AssertRefused("'actions' I64 [2] does not convert to Single", () => s_file.ReadSingle("actions"));
        AssertRefused("does not convert to Double", () => s_file.ReadDouble("actions"));
        AssertRefused("does not convert to Int64", () => s_file.ReadInt64("online.agent.fc1.weight"));
        AssertRefused("does not convert to Int32", () => s_file.ReadInt32("online.agent.fc1.bias"));
    }

    [Fact]
    public void A_long_that_does_not_fit_an_int_is_refused()
    {
        AssertRefused("holds 2147483648, which does not fit", () => s_file.ReadInt32("actions"));
        Assert.Equal([1L, 1L << 31], s_file.ReadInt64("actions"));
    }

    [Fact]
    public void A_truth_value_other_than_0_and_1_is_refused()
    {
        byte[] file = RawFile.Of($"{{{RawFile.Entry("b", "BOOL", "[2]", "[0,2]")}}}", 1, 2);
        AssertRefused("neither 0 nor 1", () => SafetensorsFile.Read(file).ReadInt64("b"));
        AssertRefused("neither 0 nor 1", () => SafetensorsFile.Read(file).ReadInt32("b"));
    }

    [Fact]
    public void A_destination_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => s_file.CopyTo("actions", new long[3]));
        Assert.Throws<ArgumentException>(() => s_file.CopyTo("actions", new int[1]));
        Assert.Throws<ArgumentException>(() => s_file.CopyTo("online.agent.fc1.bias", new float[2]));
        Assert.Throws<ArgumentException>(() => s_file.CopyTo("online.agent.fc1.bias", Array.Empty<double>()));
    }

    [Fact]
    public void A_shape_that_no_tensor_can_have_is_another_shape()
    {
        SafetensorsFile file = SafetensorsFile.Read(new SafetensorsWriter().Add("x", [1, 1, 1, 1, 1, 1, 1], [1f]).ToArray());
        var refusal = Assert.Throws<InvalidDataException>(() => file.CopyTo("x", Tensor<float>.Create((1, 1, 1))));
        Assert.Contains("1x1x1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_writer_refuses_a_name_that_is_taken_reserved_or_broken()
    {
        SafetensorsWriter writer = new SafetensorsWriter().Add("x", [1], [1f]).AddMetadata("k", "v");

        Assert.Throws<ArgumentException>(() => writer.Add("x", [1], [1L]));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", [1], [1L]));
        Assert.Throws<ArgumentException>(() => writer.Add("\ud800", [1], [1L]));
        Assert.Throws<ArgumentException>(() => writer.AddMetadata("k", "other"));
        Assert.Throws<ArgumentException>(() => writer.AddMetadata("k2", "\udc00"));
        Assert.Equal(["x"], SafetensorsFile.Read(writer.ToArray()).Names);
    }

    [Fact]
    public void The_writer_refuses_a_shape_that_does_not_fit_the_values()
    {
        var writer = new SafetensorsWriter();

        Assert.Throws<ArgumentException>(() => writer.Add("x", [3], [1f, 2f]));
        Assert.Throws<ArgumentException>(() => writer.Add("x", [], Array.Empty<double>()));
        Assert.Throws<ArgumentException>(() => writer.Add("x", [-1, -2], [1, 2]));
        Assert.Throws<ArgumentException>(() => writer.Add("x", [int.MaxValue, int.MaxValue, int.MaxValue], [1L]));
    }

    [Fact]
    public void The_writer_stores_floating_values_as_floating_types_only()
    {
        Assert.Throws<ArgumentException>(() => new SafetensorsWriter().Add("x", [1], [1f], TensorType.I64));
        Assert.Throws<ArgumentException>(() => new SafetensorsWriter().Add("x", [1], [1.0], TensorType.U8));
    }

    private static void AssertRefused(string reason, Func<object> read) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(read).Message, StringComparison.Ordinal);
}
