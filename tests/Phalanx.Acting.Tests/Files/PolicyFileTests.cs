using System.Buffers.Binary;
using System.Text;
using static Phalanx.Acting.Tests.Description.DescribedPolicies;

namespace Phalanx.Acting.Tests.Files;

/// <summary>What is read comes back; all else is refused with a sentence.</summary>
public class PolicyFileTests
{
    private const string Linear = "{\"op\":\"linear\",\"in\":\"observation\",\"out\":\"value\",\"weight\":\"fc.weight\",\"bias\":\"fc.bias\",\"activation\":\"none\"}";

    [Fact]
    public void A_policy_that_is_read_has_the_description_and_the_weights_that_were_written()
    {
        var written = WrittenLinear();
        var read = PolicyFile.Read(WrittenPolicy.Small.ToArray());
        Assert.Equal(written.Description.ToJson(), read.Description.ToJson());
        Assert.Equal("qmix corridor 100 a test", $"{read.Description.Origin.Algorithm} {read.Description.Origin.Environment} {read.Description.Origin.TEnv} {read.Description.Origin.Producer}");
        Assert.Equal(written.TensorOf("fc.weight").Values.ToArray(), read.TensorOf("fc.weight").Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recorded_description_is_written_as_it_was_read(string name)
    {
        string json = PolicyFile.Read(Fixtures.File($"policies/{name}.safetensors")).Description.ToJson();
        Assert.Contains(JsonEscaped(json), Encoding.UTF8.GetString(File.ReadAllBytes(Fixtures.File($"policies/{name}.safetensors"))), StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => [.. RecordedPolicy.Names];

    [Fact]
    public void A_path_that_is_read_stands_before_the_sentence_of_a_refusal()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "none");
            Assert.Equal(
                $"{path}: The file has 4 bytes; a policy has at least the 8 that tell how long its header is.",
                Assert.Throws<PolicyFormatException>(() => ActingPolicy.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_stream_may_give_one_byte_at_a_time_and_is_left_open()
    {
        using var stream = new Trickle(WrittenPolicy.Small.ToArray());
        Assert.Equal(2, ActingPolicy.Load(stream).Description.Agents);
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData(0, "The file has 0 bytes; a policy has at least the 8 that tell how long its header is.")]
    [InlineData(7, "The file has 7 bytes; a policy has at least the 8 that tell how long its header is.")]
    [InlineData(8, "The file is cut short: its header has 608 bytes, of which 0 are there.")]
    [InlineData(9, "The file is cut short: its header has 608 bytes, of which 1 are there.")]
    [InlineData(-1, "The file is cut short: its tensors have 32 bytes, of which 31 are there.")]
    [InlineData(1, "The file is too long: 1 bytes belong to no tensor.")]
    public void A_file_of_another_length_is_refused(int length, string message)
    {
        byte[] file = WrittenPolicy.Small.ToArray();
        message = message.Replace("608", BinaryPrimitives.ReadUInt64LittleEndian(file).ToString(), StringComparison.Ordinal);
        AssertRefused(message, length switch { 1 => [.. file, 0], < 0 => file[..^1], _ => file[..length] });
    }

    [Theory]
    [InlineData(1UL << 63, "The file is no policy: its header would have 9223372036854775808 bytes, and at most 16777216 are allowed.")]
    [InlineData((16 << 20) + 1, "The file is no policy: its header would have 16777217 bytes, and at most 16777216 are allowed.")]
    public void A_header_that_would_be_too_long_is_refused(ulong length, string message)
    {
        byte[] file = WrittenPolicy.Small.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        AssertRefused(message, file);
    }

    [Fact]
    public void A_file_of_another_format_is_refused() =>
        AssertRefused("The file is of the format 'pt'; a policy is of 'phalanx-policy'.", WrittenPolicy.Small with { Format = "pt" });

    [Fact]
    public void A_newer_version_is_refused_before_what_it_may_have_more() => AssertRefused(
        "The policy is of format 2 and this Phalanx.Acting reads 1: update the package.", WrittenPolicy.Small with { Version = "2", Further = "new", Description = "other" });

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    public void What_is_no_version_is_refused(string version) =>
        AssertRefused($"The version of the format is '{version}', which is none.", WrittenPolicy.Small with { Version = version });

    [Fact]
    public void An_unknown_free_text_is_refused() => AssertRefused("The __metadata__ has an unknown 'further'.", WrittenPolicy.Small with { Further = "text" });

    [Fact]
    public void Free_texts_that_are_missing_are_refused() => AssertRefused(
        "The file is a safetensors file and no policy: it has no free texts.",
        WrittenPolicy.Small with { Header = header => "{" + header[(header.IndexOf("\"fc.weight\":{", StringComparison.Ordinal))..] });

    [Fact]
    public void A_checksum_that_differs_tells_of_damage()
    {
        AssertRefused("The file is damaged: the checksum of its description is", WrittenPolicy.Small with { DescriptionChecksum = "00000000" });
        AssertRefused("The file is damaged: the checksum of its weights is", WrittenPolicy.Small with { DataChecksum = "00000000" });
        byte[] file = WrittenPolicy.Small.ToArray();
        file[^3] ^= 1;
        AssertRefused("The file is damaged: the checksum of its weights is", file);
    }

    [Theory]
    [InlineData("[2,3]", "[2,4]", "The tensor 'fc.weight' of 32 bytes lies from 0 to 24.")]
    [InlineData("[2,3]", "[3,2]", "The tensor 'fc.weight' has the shape [3, 2]; the operation that uses it needs [3, 3].")]
    [InlineData("[2,3]", "[6]", "The tensor 'fc.weight' has 1 axes; the operation that uses it needs 2.")]
    [InlineData("[2,3]", "[1,1,2,3]", "The tensor 'fc.weight' has 4 axes and 2 offsets; it must have from 1 to 3 axes, and 2 offsets.")]
    [InlineData("[2,3]", "[0,3]", "The shape of 'fc.weight' holds 0, which makes no tensor or one that is too large.")]
    [InlineData("[2,3]", "[2147483648,2147483648]", "The shape of 'fc.weight' holds 2147483648, which makes no tensor or one that is too large.")]
    [InlineData("[2,3]", "[2,3.0]", "The shape of 'fc.weight' is no integer.")]
    [InlineData("[0,24]", "[0,24,32]", "The tensor 'fc.weight' has 2 axes and 3 offsets; it must have from 1 to 3 axes, and 2 offsets.")]
    [InlineData("[24,32]", "[20,28]", "The bytes of 'fc.bias' begin at 20 where 24 is expected: tensors follow each other without overlap and without a hole.")]
    [InlineData("[24,32]", "[28,36]", "The bytes of 'fc.bias' begin at 28 where 24 is expected: tensors follow each other without overlap and without a hole.")]
    [InlineData("[24,32]", "[-8,0]", "The tensor 'fc.bias' of 8 bytes lies from -8 to 0.")]
    [InlineData("[24,32]", "[24,9223372036854775807]", "The tensor 'fc.bias' of 8 bytes lies from 24 to 9223372036854775807.")]
    [InlineData("F32", "F16", "The tensor 'fc.weight' is of the type 'F16'; policies have F32 alone.")]
    [InlineData("\"dtype\"", "\"type\"", "The tensor 'fc.weight' has no 'dtype'.")]
    [InlineData("\"dtype\"", "\"more\":1,\"dtype\"", "The tensor 'fc.weight' has an unknown 'more'.")]
    [InlineData("\"fc.bias\":", "\"fc.weight\":", "The header has 'fc.weight' twice in one object.")]
    [InlineData("\"fc.bias\":", "\"fc.other\":", "The tensor 'fc.bias' is missing.")]
    [InlineData("{\"dtype\"", "{{\"dtype\"", "The header is no valid JSON: it has a member without a name, near its letter")]
    public void A_header_that_is_wrong_is_refused(string from, string to, string message) =>
        AssertRefused(message, WrittenPolicy.Small with { Header = header => Once(header, from, to) });

    [Theory]
    [InlineData("\"agents\":2", "\"agents\":0", "The description says that agents is 0; it must be from 1 to 1024.")]
    [InlineData("\"agents\":2", "\"agents\":1025", "The description says that agents is 1025; it must be from 1 to 1024.")]
    [InlineData("\"agents\":2", "\"agents\":99999999999", "The 'agents' of the description is beyond all limits.")]
    [InlineData("\"agents\":2", "\"agents\":\"2\"", "The 'agents' of the description is a text; it must be a number.")]
    [InlineData("\"agents\":2,", "", "The description has no 'agents'.")]
    [InlineData("\"agents\":2", "\"agents\":2,\"agents\":3", "The description has 'agents' twice in one object.")]
    [InlineData("\"agents\":2", "\"agents\":2,\"seed\":3", "The description has an unknown 'seed'.")]
    [InlineData("\"agents\":2", "\"agents\":[[[[[[[[2]]]]]]]]", "The description is no valid JSON: it nests deeper than 8 values, near its letter")]
    [InlineData("\"agents\":2", "\"agents\":02", "The description is no valid JSON: it lacks a ',', near its letter")]
    [InlineData("\"observation\":3", "\"observation\":65537", "The description says that observation is 65537; it must be from 1 to 65536.")]
    [InlineData("\"entities\":null", "\"entities\":{\"count\":1,\"width\":3}", "The description says that entities.count is 1; it must be from 2 to 1024.")]
    [InlineData("\"entities\":null", "\"entities\":{\"count\":3,\"width\":3}", "The description says that observation, beside entities, is 3; it must be 0.")]
    [InlineData("\"entities\":null", "\"entities\":true", "The entities is true; it must be an object.")]
    [InlineData("{\"count\":2}", "{\"count\":0}", "The description says that actions.count is 0; it must be from 1 to 65536.")]
    [InlineData("{\"count\":2}", "{\"low\":[],\"high\":[]}", "The actions have no bounds; an action needs at least one number.")]
    [InlineData("{\"count\":2}", "{\"low\":[0],\"high\":[1,2]}", "The policy has 1 low bounds and 2 high ones; an action needs as many of each.")]
    [InlineData("{\"count\":2}", "{\"low\":[0,1],\"high\":[1,1]}", "Number 1 of an action lies between 1 and 1; bounds must be finite, the low one below the high one.")]
    [InlineData("{\"count\":2}", "{\"low\":[0,-3e38],\"high\":[1,3e38]}", "Number 1 of an action lies between -3E+38 and 3E+38; bounds must be finite, the low one below the high one.")]
    [InlineData("{\"count\":2}", "{\"low\":[-1,-1],\"high\":[1,1]}", "The action of the policy is 'argmax', which does not go with numbers within bounds.")]
    [InlineData("\"kind\":\"argmax\"", "\"kind\":\"tanh\"", "The action of the policy is 'tanh', which does not go with discrete actions.")]
    [InlineData("\"kind\":\"argmax\"", "\"kind\":\"softmax\"", "The 'kind' of the action is 'softmax'; it must be one of argmax, tanh.")]
    [InlineData("{\"count\":2}", "{\"count\":3}", "The last operation makes 2 columns for every agent, which are no values of 3 actions of every agent.")]
    [InlineData("\"memory\":0", "\"memory\":4", "The description says that memory is 4, but no operation 'gru' uses it.")]
    [InlineData(Linear, "", "The description says that operations is 0; it must be from 1 to 64.")]
    [InlineData("\"op\":\"linear\"", "\"op\":\"conv\"", "There is no operation 'conv'.")]
    [InlineData("\"activation\":\"none\"", "\"activation\":\"elu\"", "The 'activation' of the operation 1 is 'elu'; it must be one of none, relu.")]
    [InlineData("\"in\":\"observation\"", "\"in\":\"seen\"", "The operation that makes 'value' reads 'seen', which nothing has made before it.")]
    [InlineData("\"in\":\"observation\"", "\"in\":\"entity\"", "The operation that makes 'value' reads 'entity', which nothing has made before it.")]
    [InlineData("\"out\":\"value\"", "\"out\":\"values\"", "The last operation makes 'values'; it must make 'value'.")]
    [InlineData("\"out\":\"value\"", "\"out\":\"Value\"", "A value or tensor is called 'Value'; a name has from 1 to 64 of the letters a to z, digits, '_' and '.'.")]
    [InlineData("\"out\":\"value\"", "\"out\":\"observation\"", "Two operations make 'observation', or one makes what is given; every value has a name of its own.")]
    [InlineData(Linear, $"{Linear},{Linear}", "Two operations make 'value', or one makes what is given; every value has a name of its own.")]
    [InlineData("\"bias\":\"fc.bias\",", "", "The tensor 'fc.bias' is left over: no operation uses it.")]
    [InlineData("\"bias\":\"fc.bias\"", "\"bias\":\"fc.weight\"", "The tensor 'fc.weight' has 2 axes; the operation that uses it needs 1.")]
    [InlineData("\"activation\":\"none\"", "\"activation\":\"none\",\"lookups\":[{\"index\":\"entity\",\"table\":\"t\"}]", "The 'index' of the look-up is 'entity'; it must be one of last_action, agent.")]
    [InlineData("\"activation\":\"none\"", "\"activation\":\"none\",\"lookups\":[{\"index\":\"agent\",\"table\":\"fc.weight\"}]", "The tensor 'fc.weight' has the shape [2, 3]; the operation that uses it needs [2, 2].")]
    [InlineData("\"operations\":[{", "\"operations\":[{\"op\":\"present\",\"in\":\"observation\",\"out\":\"seen\"},{", "The operation that makes 'seen' asks which agents are absent, which a team that sees observations is not told.")]
    [InlineData("\"operations\":[{", "\"operations\":[{\"op\":\"attend\",\"in\":\"observation\",\"out\":\"seen\",\"heads\":1},{", "The operation 'attend' that makes 'seen' reads rows of agents; it needs rows of entities.")]
    public void A_description_that_is_wrong_is_refused(string from, string to, string message) =>
        AssertRefused(message, WrittenPolicy.Small with { Description = Once(WrittenPolicy.Small.Description, from, to) });

    [Fact]
    public void More_operations_than_a_policy_has_are_refused_as_they_are_read() => AssertRefused(
        "The description has 65 operations; at most 64 are allowed.",
        WrittenPolicy.Small with { Description = Once(WrittenPolicy.Small.Description, Linear, string.Join(',', Enumerable.Repeat(Linear, 65))) });

    [Fact]
    public void A_weight_that_is_not_finite_is_refused() => AssertRefused(
        "The tensor 'fc.weight' of the policy for 'corridor' holds a weight that is not finite.",
        WrittenPolicy.Small with { Data = data => BitConverter.TryWriteBytes(data.AsSpan(8), float.PositiveInfinity) });

    [Fact]
    public void A_short_file_cannot_ask_for_much_memory()
    {
        // A million values in the header, and a wide value at every operation: both are refused before they are made.
        AssertRefused(
            "The header is no valid JSON: it has more than 262144 values",
            WrittenPolicy.Small with { Header = header => Once(header, "[2,3]", $"[{string.Join(',', Enumerable.Repeat('1', 1_000_000))}]") });
        const int Width = 4096;
        PolicyOperation[] operations =
        [
            new LinearOperation("observation", "v0", "wide", null, PolicyActivation.None),
            .. Enumerable.Range(1, 40).Select(i => new ScaleOperation($"v{i - 1}", $"v{i}", "factor")),
            new LinearOperation("v40", "value", "narrow", null, PolicyActivation.None),
        ];
        Assert.Equal(
            "The values of a team would have more than 67108864 numbers, which no policy needs.",
            Assert.Throws<PolicyFormatException>(() => new ExportedPolicy(
                new PolicyDescription(Origin, 1024, 3, null, PolicyActions.Discrete(2), 0, operations, PolicyActionKind.Argmax),
                [Tensor("wide", Width, 3), Tensor("factor", Width), Tensor("narrow", 2, Width)])).Message);
    }

    internal static string Once(string text, string from, string to)
    {
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' does not stand in {text}");
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    private static ExportedPolicy WrittenLinear() => Tests.Description.DescribedPolicies.Linear();

    private static string JsonEscaped(string text) => text.Replace("\"", "\\\"", StringComparison.Ordinal);

    private static void AssertRefused(string message, WrittenPolicy policy) => AssertRefused(message, policy.ToArray());

    private static void AssertRefused(string message, byte[] file)
    {
        string refusal = Assert.Throws<PolicyFormatException>(() => PolicyFile.Read(file)).Message;
        Assert.StartsWith(message, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
