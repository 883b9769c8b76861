using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Versioning;

namespace Phalanx.Acting.Tests;

/// <summary>What the built assembly is: small, without dependencies, and without what runtimes of games lack.</summary>
public class AssemblyTests
{
    private const int MostBytes = 100_000;

    private static string Target => typeof(AssemblyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == "ActingTarget").Value!;

    private static Assembly Acting => typeof(ActingPolicy).Assembly;

    [Fact]
    public void The_tested_build_is_the_one_that_was_asked_for()
    {
        string built = Acting.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        Assert.Equal(Target switch { "netstandard2.1" => ".NETStandard,Version=v2.1", "net8.0" => ".NETCoreApp,Version=v8.0", _ => ".NETCoreApp,Version=v10.0" }, built);
    }

    [Fact]
    public void It_depends_on_nothing()
    {
        string[] references = [.. Acting.GetReferencedAssemblies().Select(reference => reference.Name!)];
        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.True(Target == "netstandard2.1" ? name == "netstandard" : name.StartsWith("System.", StringComparison.Ordinal), name));
    }

    [Fact]
    public void It_is_small() => Assert.InRange(new FileInfo(Acting.Location).Length, 1, MostBytes);

    /// <summary>Mono and IL2CPP of games run neither default methods of interfaces nor static abstract ones.</summary>
    [Fact]
    public void No_method_of_an_interface_has_a_body_and_none_is_static()
    {
        using var stream = File.OpenRead(Acting.Location);
        using var file = new PEReader(stream);
        MetadataReader metadata = file.GetMetadataReader();
        int methods = 0;
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            bool isInterface = type.Attributes.HasFlag(TypeAttributes.Interface);
            foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                methods++;
                Assert.False(isInterface && (method.RelativeVirtualAddress != 0 || method.Attributes.HasFlag(MethodAttributes.Static)), metadata.GetString(method.Name));
            }
        }

        Assert.True(methods > 100);
    }
}
