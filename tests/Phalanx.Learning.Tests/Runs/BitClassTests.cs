using System.Runtime.InteropServices;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public class BitClassTests
{
    [Theory]
    [InlineData("256", "10.0.1", "x64", "kernels of 256 bits")]
    [InlineData("scalar", "10.0.1", "x64", "scalar kernels")]
    [InlineData("512", "10.0.2", "x64", ".NET 10.0.2")]
    [InlineData("512", "10.0.1", "arm64", "arm64 instructions")]
    [InlineData("128", "10.0.2", "arm64", "kernels of 128 bits and .NET 10.0.2 and arm64 instructions")]
    [InlineData("512", "10.0.1", "x64", "")]
    public void Only_properties_that_differ_from_another_bit_class_are_named(string simd, string dotNet, string architecture, string expected) =>
        Assert.Equal(expected, new BitClass(simd, dotNet, architecture).DifferenceFrom(new BitClass("512", "10.0.1", "x64")));

    [Fact]
    public void The_current_bit_class_is_that_of_the_machine() =>
        Assert.Equal(
            new BitClass(Machine.Current.Simd, Environment.Version.ToString(), RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()),
            BitClass.Current);
}
