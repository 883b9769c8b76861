using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Mixers;

namespace Phalanx.Architecture.Tests;

/// <summary>A newcomer looks for a thing of a kind in one place. A mixer that one method alone uses may stand with its method.</summary>
public class KindsTests
{
    private static readonly Type[] Types =
        [.. typeof(AlgorithmRegistry).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract && !type.IsNested)];

    [Fact]
    public void Agents_stand_in_Agents() => AssertIn(typeof(IActingNetwork<>), "Agents");

    [Fact]
    public void Mixers_stand_in_Mixers_or_with_their_only_method()
    {
        AssertIn(typeof(IMixer<>), "Mixers", "Methods");
        AssertIn(typeof(IEntityMixer<>), "Mixers", "Methods");
        AssertIn(typeof(IQuantileMixer<>), "Mixers", "Methods");
    }

    [Fact]
    public void Algorithms_stand_in_Methods()
    {
        Type[] algorithms = [.. Types.Where(type => Bases(type).Any(other => IsOf(other, typeof(Algorithm<>))))];
        Assert.NotEmpty(algorithms);
        Assert.All(algorithms, type => Assert.Equal($"{Namespaces.Learning}.Methods", type.Namespace));
    }

    private static void AssertIn(Type kind, params string[] rooms)
    {
        Type[] found = [.. Types.Where(type => type.GetInterfaces().Any(other => IsOf(other, kind)))];
        Assert.NotEmpty(found);
        Assert.All(found, type => Assert.Contains(type.Namespace![(Namespaces.Learning.Length + 1)..], rooms));
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? each = type.BaseType; each is not null; each = each.BaseType)
        {
            yield return each;
        }
    }

    private static bool IsOf(Type type, Type kind) => type.IsGenericType && type.GetGenericTypeDefinition() == kind;
}
