using System.Numerics;

namespace Phalanx.Acting.Tests;

/// <summary>The same bits on every target, with registers of any width and without.</summary>
public class RecordedPoliciesTests
{
    public static TheoryData<string> Names => [.. RecordedPolicy.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recorded_policy_acts_with_the_recorded_bits(string name)
    {
        var recorded = RecordedPolicy.Read(name);
        List<byte[]> bits = recorded.Play();
        Assert.All(recorded.Steps.Zip(bits), pair => Assert.Equal([.. pair.First.Outputs, .. pair.First.Actions], pair.Second));
    }

    [Theory]
    [InlineData("EnableHWIntrinsic", "0")]
    [InlineData("EnableAVX2", "0")]
    [InlineData("EnableAVX", "0")]
    public void The_bits_depend_on_no_register(string setting, string value)
    {
        string[] lines = ChildProcess.Lines(setting, value);

        // The setting must have changed something: the registers that a vector has, or that it has any. On a machine without wide registers it changes nothing.
        Assert.True(lines[0] != Program.Registers || Vector<byte>.Count == 16, $"{setting} changed nothing: {lines[0]}");
        Assert.Equal(Program.Digests(), lines[1..]);
    }
}
