namespace Phalanx.Packages.Tests;

/// <summary>As <see cref="PackagingFactAttribute"/>, for one case after the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagingTheoryAttribute : TheoryAttribute
{
    public PackagingTheoryAttribute() => Skip = Packaging.SkipReason;
}
