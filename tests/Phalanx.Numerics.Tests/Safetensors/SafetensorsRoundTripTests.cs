using FsCheck;
using FsCheck.Fluent;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Safetensors;

public class SafetensorsRoundTripTests
{
    private static readonly double[] s_special =
        [0, -0.0, 1, -1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, Math.PI];

    [Fact]
    public void Doubles_come_back_bit_for_bit()
    {
        AssertBits(s_special);
        Prop.ForAll<double[]>(AssertBits).QuickCheckThrowOnFailure();

        static void AssertBits(double[] values)
        {
            double[] read = Reread(w => w.Add("x", [values.Length], values)).ReadDouble("x");
            Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void Singles_come_back_bit_for_bit()
    {
        AssertBits([.. s_special.Select(v => (float)v), float.Epsilon, float.MaxValue, BitConverter.UInt32BitsToSingle(0x7F800001)]);
        Prop.ForAll<float[]>(AssertBits).QuickCheckThrowOnFailure();

        static void AssertBits(float[] values)
        {
            float[] read = Reread(w => w.Add("x", [values.Length], values)).ReadSingle("x");
            Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), read.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Longs_come_back_from_64_bits()
    {
        Prop.ForAll<long[]>(values =>
            values.SequenceEqual(Reread(w => w.Add("x", [values.Length], values)).ReadInt64("x"))).QuickCheckThrowOnFailure();
        Assert.Equal([long.MinValue, long.MaxValue], Reread(w => w.Add("x", [2], [long.MinValue, long.MaxValue])).ReadInt64("x"));
    }

    [Fact]
    public void Ints_come_back_from_32_bits_as_ints_and_as_longs()
    {
        int[] values = [int.MinValue, -1, 0, 1, int.MaxValue];
        SafetensorsFile file = Reread(w => w.Add("x", [5], values));

        Assert.Equal(TensorType.I32, file["x"].Type);
        Assert.Equal(values, file.ReadInt32("x"));
        Assert.Equal(values.Select(v => (long)v), file.ReadInt64("x"));
    }

    [Fact]
    public void Bytes_and_truth_values_come_back_as_integers()
    {
        SafetensorsFile file = Reread(w => w.Add("u", [3], new byte[] { 0, 128, 255 }).Add("b", [2], new[] { true, false }));

        Assert.Equal([0, 128, 255], file.ReadInt32("u"));
        Assert.Equal([1L, 0L], file.ReadInt64("b"));
        Assert.Equal(TensorType.U8, file["u"].Type);
        Assert.Equal(TensorType.Bool, file["b"].Type);
    }

    [Fact]
    public void Every_half_comes_back_from_16_bits()
    {
        float[] values = [.. Enumerable.Range(0, 1 << 16).Select(i => (float)BitConverter.UInt16BitsToHalf((ushort)i))];
        SafetensorsFile file = Reread(w => w.Add("x", [256, 256], values, TensorType.F16));

        Assert.Equal(2 * values.Length, file["x"].Bytes.Length);
        Assert.Equal(values, file.ReadSingle("x"));
        Assert.Equal(values.Select(v => (double)v), file.ReadDouble("x"));
    }

    [Fact]
    public void Every_bfloat16_comes_back_from_16_bits()
    {
        float[] values = [.. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.Int32BitsToSingle(i << 16))];
        SafetensorsFile file = Reread(w => w.Add("x", [256, 256], values, TensorType.BF16));

        Assert.Equal(2 * values.Length, file["x"].Bytes.Length);
        Assert.Equal(values, file.ReadSingle("x"));
        Assert.Equal(values.Select(v => (double)v), file.ReadDouble("x"));
    }

    [Fact]
    public void A_single_widens_to_a_double_exactly_and_a_double_narrows_to_the_nearest_single()
    {
        SafetensorsFile file = Reread(w => w
            .Add("wide", [1], [0.1f], TensorType.F64)
            .Add("narrow", [2], [0.1, 1e300], TensorType.F32)
            .Add("doubles", [3], [0.1, 1e300, -1e-300]));

        Assert.Equal([0.1f], file.ReadSingle("wide"));
        Assert.Equal([(double)0.1f], file.ReadDouble("wide"));
        Assert.Equal([0.1f, float.PositiveInfinity], file.ReadSingle("narrow"));
        Assert.Equal([0.1f, float.PositiveInfinity, -0f], file.ReadSingle("doubles"));
    }

    [Fact]
    public void Scalars_and_empty_tensors_keep_their_shape()
    {
        SafetensorsFile file = Reread(w => w
            .Add("scalar", [], [4.5])
            .Add("empty", [3, 0, 2], Array.Empty<float>())
            .Add("after", [1], [1L]));

        Assert.Equal(0, file["scalar"].Shape.Length);
        Assert.Equal([4.5], file.ReadDouble("scalar"));
        Assert.Equal([3, 0, 2], file["empty"].Shape.ToArray());
        Assert.Empty(file.ReadSingle("empty"));
        Assert.Equal([1L], file.ReadInt64("after"));
    }

    [Fact]
    public void Any_unicode_name_and_text_comes_back()
    {
        Prop.ForAll<string>(text => AssertText(text ?? string.Empty)).QuickCheckThrowOnFailure();
        foreach (string text in new[] { "", "\"\\/\b\n\0\u007f", "größe.重み.🛡", "\u2028</script>", "a", "A" })
        {
            AssertText(text);
        }

        static void AssertText(string text)
        {
            SafetensorsFile file = Reread(w => w.Add(text, [1], [1f]).AddMetadata(text, text));
            Assert.Equal([text], file.Names);
            Assert.Equal(text, file.Metadata[text]);
        }
    }

    [Fact]
    public void Order_is_kept_and_the_same_content_gives_the_same_bytes()
    {
        Assert.Equal(["z", "a", "m"], SafetensorsFile.Read(Write()).Names);
        Assert.Equal(["k2", "k1"], SafetensorsFile.Read(Write()).Metadata.Keys);
        Assert.Equal(Write(), Write());

        static byte[] Write() => new SafetensorsWriter()
            .Add("z", [1], [1f]).Add("a", [1], [2.0]).AddMetadata("k2", "v").Add("m", [1], [3]).AddMetadata("k1", "v").ToArray();
    }

    [Fact]
    public void A_file_on_disk_reads_like_one_in_memory()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(path))
            {
                new SafetensorsWriter().Add("x", [2], [1f, 2f]).WriteTo(stream);
            }

            Assert.Equal([1f, 2f], SafetensorsFile.Open(path).ReadSingle("x"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Values_are_copied_when_they_are_added()
    {
        float[] values = [1f];
        SafetensorsWriter writer = new SafetensorsWriter().Add("x", [1], values);
        values[0] = 2f;

        Assert.Equal([1f], SafetensorsFile.Read(writer.ToArray()).ReadSingle("x"));
    }

    private static SafetensorsFile Reread(Action<SafetensorsWriter> fill)
    {
        var writer = new SafetensorsWriter();
        fill(writer);
        return SafetensorsFile.Read(new MemoryStream(writer.ToArray()));
    }
}
