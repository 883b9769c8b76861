using Phalanx.Environments;
using Phalanx.Numerics.Probing;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Tests.Slots;

public class SlotClassTests
{
    private static readonly SlotClass Class = new("0011223344556677", "512", "10.0.1", "x64", "aaaaaaaa");

    [Fact]
    public void A_class_in_words_is_read_again()
    {
        Assert.Equal("kernels 512, .NET 10.0.1, x64, probe aaaaaaaa, build 0011223344556677", Class.ToString());
        Assert.Equal(Class, SlotClass.Parse(Class.ToString()));
        Assert.Null(SlotClass.Parse("other words"));
    }

    [Fact]
    public void What_differs_is_named_and_nothing_else()
    {
        Assert.Equal("", Class.DifferenceFrom(Class));
        Assert.Equal("kernels 256, build 7", (Class with { Simd = "256", Build = "7" }).DifferenceFrom(Class));
    }

    /// <summary>The assembly of an environment counts, and what it refers to.</summary>
    [Fact]
    public void An_environment_of_another_assembly_makes_another_build()
    {
        var environments = EnvironmentRegistry.WithBuiltIns();
        string before = SlotClass.Of(environments, Toys.Algorithms).Build;
        Assert.Equal(before, SlotClass.Of(EnvironmentRegistry.WithBuiltIns(), Toys.Algorithms).Build);
        environments.Register("mine", "an environment of this assembly", () => EnvironmentRegistry.WithBuiltIns()["matrix/qtran"] is null ? null! : throw new InvalidOperationException());
        Assert.Contains(typeof(SlotClassTests).Assembly, environments.Assemblies);
        Assert.NotEqual(before, SlotClass.Of(environments, Toys.Algorithms).Build);
    }

    [Fact]
    public void What_an_assembly_refers_to_counts_and_the_runtime_does_not()
    {
        Assert.NotEqual(BuildDigest.Of([typeof(NumericProbe).Assembly]), BuildDigest.Of([typeof(SlotClass).Assembly]));
        Assert.Equal(BuildDigest.Of([typeof(SlotClass).Assembly]), BuildDigest.Of([typeof(SlotClass).Assembly, typeof(NumericProbe).Assembly, typeof(object).Assembly]));
    }
}
