using System.Text;
using Phalanx.Numerics.Safetensors;
using static Phalanx.Numerics.Tests.Safetensors.RawFile;

namespace Phalanx.Numerics.Tests.Safetensors;

/// <summary>The bytes themselves, written out by hand from the format's definition.</summary>
public class SafetensorsFormatTests
{
    // 134 characters of JSON, padded with spaces to 136 = 0x88.
    private const string GoldenHeader =
        "{\"__metadata__\":{\"k\":\"v\"},"
        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
        + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}";

    private static readonly byte[] s_golden =
    [
        0x88, 0, 0, 0, 0, 0, 0, 0,
        .. Encoding.ASCII.GetBytes(GoldenHeader), (byte)' ', (byte)' ',
        0x00, 0x00, 0x80, 0x3F, // 1
        0x00, 0x00, 0x20, 0xC0, // -2.5
        0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, // -2
    ];

    [Fact]
    public void The_writer_produces_the_bytes_of_the_format()
    {
        byte[] file = new SafetensorsWriter().Add("w", [1, 2], [1f, -2.5f]).Add("n", [], [-2L]).AddMetadata("k", "v").ToArray();

        Assert.Equal(s_golden, file);
    }

    [Fact]
    public void The_reader_understands_the_bytes_of_the_format()
    {
        SafetensorsFile file = SafetensorsFile.Read(s_golden);

        Assert.Equal(["w", "n"], file.Names);
        Assert.Equal("v", Assert.Single(file.Metadata, pair => pair.Key == "k").Value);
        Assert.Equal([1, 2], file["w"].Shape.ToArray());
        Assert.Equal([], file["n"].Shape.ToArray());
        Assert.Equal([1f, -2.5f], file.ReadSingle("w"));
        Assert.Equal([-2L], file.ReadInt64("n"));
        Assert.Equal(s_golden[^8..], file["n"].Bytes.ToArray());
        Assert.Equal("'w' F32 [1, 2]", file["w"].ToString());
    }

    [Fact]
    public void An_empty_writer_makes_a_valid_empty_file()
    {
        byte[] bytes = new SafetensorsWriter().ToArray();

        Assert.Equal(Of("{}      "), bytes);
        Assert.Empty(SafetensorsFile.Read(bytes).Names);
    }

    [Fact]
    public void The_data_begins_at_a_multiple_of_eight_for_all_names()
    {
        for (int length = 0; length < 20; length++)
        {
            byte[] file = new SafetensorsWriter().Add(new string('n', length), [1], (ReadOnlySpan<byte>)[7]).ToArray();
            Assert.Equal(1, file.Length % 8);
        }
    }

    [Fact]
    public void The_header_may_list_tensors_in_another_order_than_their_data()
    {
        byte[] bytes = Of($"{{{Entry("late", "U8", "[1]", "[2,3]")},{Entry("early", "U8", "[2]", "[0,2]")}}}", 1, 2, 3);
        SafetensorsFile file = SafetensorsFile.Read(bytes);

        Assert.Equal(["late", "early"], file.Names);
        Assert.Equal([3L], file.ReadInt64("late"));
        Assert.Equal([1L, 2L], file.ReadInt64("early"));
    }

    [Fact]
    public void Empty_tensors_may_stand_anywhere_between_the_others()
    {
        string header = $"{{{Entry("full", "U8", "[2]", "[0,2]")},{Entry("first", "F64", "[0]", "[0,0]")},"
            + $"{Entry("last", "F64", "[3,0,2147483647]", "[2,2]")}}}";
        SafetensorsFile file = SafetensorsFile.Read(Of(header, 5, 6));

        Assert.Empty(file.ReadDouble("first"));
        Assert.Empty(file.ReadDouble("last"));
        Assert.Equal([3, 0, int.MaxValue], file["last"].Shape.ToArray());
    }

    [Fact]
    public void Properties_may_come_in_any_order_and_with_spaces_between()
    {
        SafetensorsFile file = SafetensorsFile.Read(
            Of("{ \"a\" :\n{ \"data_offsets\":[0, 1], \"shape\":[ 1 ], \"dtype\":\"BOOL\" } }  ", 1));

        Assert.Equal(TensorType.Bool, file["a"].Type);
        Assert.Equal([1L], file.ReadInt64("a"));
    }

    [Theory]
    [InlineData(TensorType.F64, "F64", 8)]
    [InlineData(TensorType.F32, "F32", 4)]
    [InlineData(TensorType.F16, "F16", 2)]
    [InlineData(TensorType.BF16, "BF16", 2)]
    [InlineData(TensorType.I64, "I64", 8)]
    [InlineData(TensorType.I32, "I32", 4)]
    [InlineData(TensorType.U8, "U8", 1)]
    [InlineData(TensorType.Bool, "BOOL", 1)]
    public void Every_type_has_its_code_and_size(TensorType type, string code, int size)
    {
        Assert.Equal(code, type.Code());
        Assert.Equal(size, type.SizeInBytes());
        Assert.Equal(type, SafetensorsFile.Read(Of($"{{{Entry("a", code, "[1]", $"[0,{size}]")}}}", new byte[size]))["a"].Type);
    }
}
