namespace Phalanx.Architecture.Tests;

public class UnsafeCodeTests
{
    /// <summary>Where it may be: with the kernels, and where the pointers of C end.</summary>
    private static readonly string[] Allowed = ["src/Phalanx.Numerics/Kernels/", "src/Phalanx.Native/Boundary/"];

    [Fact]
    public void Unsafe_code_lives_with_the_kernels_and_at_the_boundary_to_C_only()
    {
        string[] found = [.. Repository.Code.Where(path => SourceText.IsUnsafe(Repository.Read(path)))];
        Assert.All(Allowed, folder => Assert.Contains(found, path => path.StartsWith(folder, StringComparison.Ordinal)));
        Assert.All(found, path => Assert.Contains(Allowed, folder => path.StartsWith(folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_Numerics_and_Native_may_be_compiled_with_unsafe_code() =>
        Assert.Equal(["Phalanx.Native", "Phalanx.Numerics"], Repository.Projects.Where(project => project.AllowsUnsafeCode).Select(project => project.Name));

    [Fact]
    public void No_shared_property_allows_unsafe_code_to_all_projects()
    {
        string[] shared = Directory.GetFiles(Repository.Root, "Directory.*");
        Assert.NotEmpty(shared);
        Assert.All(shared, file => Assert.DoesNotContain("AllowUnsafeBlocks", File.ReadAllText(file), StringComparison.Ordinal));
    }
}
