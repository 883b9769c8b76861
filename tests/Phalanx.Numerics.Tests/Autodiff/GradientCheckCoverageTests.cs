using System.Reflection;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

/// <summary>
/// Every operation there is, with every function that it can apply, has its gradient compared with differences by one of the tests in
/// this folder. The tests themselves say so: they are run here once more, and the tape tells what the gradients flowed through.
/// </summary>
public class GradientCheckCoverageTests
{
    private static readonly Type[] OfLibrary = typeof(Tape<>).Assembly.GetTypes();

    /// <summary>Functions that no operation applies alone: they are parts of fused ones, a layer's activation and the quantile loss.</summary>
    private static readonly string[] PartsOfFusedOperations = ["MapOperation of Sigmoid", "MapOperation of Huber"];

    private static readonly Dictionary<string, Type> AllOperations = OfLibrary
        .Where(type => !type.IsAbstract && IsOperation(type))
        .SelectMany(Closed)
        .Where(operation => !PartsOfFusedOperations.Contains(NameOf(operation)))
        .ToDictionary(NameOf);

    private static readonly Lazy<IReadOnlySet<Type>> Exercised = new(() => GradientCheck.Exercised.From(
        typeof(GradientCheckCoverageTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(GradientCheck).Namespace && type != typeof(GradientCheckCoverageTests))
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute)))));

    public static TheoryData<string> Operations => [.. AllOperations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_has_its_gradient_compared_with_differences(string operation) =>
        Assert.True(Exercised.Value.Contains(AllOperations[operation]), $"no call of {nameof(GradientCheck)} takes a gradient through {operation}");

    [Fact]
    public void Parts_of_fused_operations_are_no_operations_of_their_own() =>
        Assert.DoesNotContain(Exercised.Value.Select(NameOf), PartsOfFusedOperations.Contains);

    [Fact]
    public void Operations_are_found_one_by_one_with_the_functions_they_apply()
    {
        Assert.Contains("GruOperation", AllOperations.Keys);
        Assert.Contains("MapOperation of Tanh", AllOperations.Keys);
        Assert.Contains("PairOperation of Division", AllOperations.Keys);
    }

    [Fact]
    public void Nothing_counts_as_exercised_that_no_gradient_flows_through()
    {
        IReadOnlySet<Type> exercised = GradientCheck.Exercised.From(() => GradientCheck.Verify(1, [(2, 2)], x => x[0].Tanh() + x[0].Exp().StopGradient()));
        Assert.Contains(AllOperations["MapOperation of Tanh"], exercised);
        Assert.DoesNotContain(AllOperations["MapOperation of Exp"], exercised);
    }

    private static bool IsOperation(Type? type) =>
        type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Operation<>)) || IsOperation(type.BaseType));

    /// <summary>An operation in double precision; where it applies functions, once with each that it may be given.</summary>
    private static IEnumerable<Type> Closed(Type operation)
    {
        Type[] parameters = operation.GetGenericArguments();
        if (parameters.Length == 1)
        {
            return [operation.MakeGenericType(typeof(double))];
        }

        Type kind = parameters[1].GetGenericParameterConstraints().Single(constraint => constraint.IsInterface);
        return OfLibrary
            .Where(type => type.IsValueType && !type.IsGenericTypeDefinition && type.IsAssignableTo(kind))
            .Select(function => operation.MakeGenericType(typeof(double), function));
    }

    private static string NameOf(Type operation)
    {
        string name = operation.Name[..operation.Name.IndexOf('`', StringComparison.Ordinal)];
        return operation.GetGenericArguments() is [_, Type function] ? $"{name} of {function.Name}" : name;
    }
}
