using Xunit.Abstractions;

namespace Phalanx.Acting.Tests;

public class StepTimeTests(ITestOutputHelper output)
{
    /// <summary>It is told and not judged: a test is no place to hold a time against a bar.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(null)]
    [InlineData("EnableAVX2")]
    [InlineData("EnableHWIntrinsic")]
    public void The_time_of_a_step_is_told(string? without)
    {
        string[] lines = ChildProcess.Lines(without, "0", "time");
        output.WriteLine($"{without ?? "all registers"}: {lines[0]}: {lines[1]} us a step");
        Assert.True(double.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture) > 0);
    }
}
