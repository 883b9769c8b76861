namespace Phalanx.Packages.Tests;

/// <summary>A test of what is packed and installed, which takes minutes and starts the SDK many times. It runs where it is asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagingFactAttribute : FactAttribute
{
    public PackagingFactAttribute() => Skip = Packaging.SkipReason;
}
