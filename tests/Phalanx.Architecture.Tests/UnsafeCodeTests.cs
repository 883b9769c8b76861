namespace Phalanx.Architecture.Tests;

public class UnsafeCodeTests
{
    private const string Kernels = "src/Phalanx.Numerics/Kernels/";

    [Fact]
    public void Unsafe_code_lives_with_the_kernels_only()
    {
        string[] found = [.. Repository.Code.Where(path => SourceText.IsUnsafe(Repository.Read(path)))];
        Assert.NotEmpty(found);
        Assert.All(found, path => Assert.StartsWith(Kernels, path, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_Numerics_may_be_compiled_with_unsafe_code() =>
        Assert.Equal(["Phalanx.Numerics"], Repository.Projects.Where(project => project.AllowsUnsafeCode).Select(project => project.Name));

    [Fact]
    public void No_shared_property_allows_unsafe_code_to_all_projects()
    {
        string[] shared = Directory.GetFiles(Repository.Root, "Directory.*");
        Assert.NotEmpty(shared);
        Assert.All(shared, file => Assert.DoesNotContain("AllowUnsafeBlocks", File.ReadAllText(file), StringComparison.Ordinal));
    }
}
