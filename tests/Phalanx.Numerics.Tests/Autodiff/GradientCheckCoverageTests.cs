using System.Reflection;
using System.Runtime.CompilerServices;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class GradientCheckCoverageTests
{
    public static TheoryData<string> Operations =>
    [
        .. typeof(Tape<>).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)) && IsVariable(method.GetParameters()[0].ParameterType))
            .Select(method => method.Name)
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_stands_in_tests_that_compare_gradients_with_differences(string operation) =>
        Assert.Contains(Sources(), source => source.Contains($".{operation}(", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Path.Combine(Fixtures.Repository(), "tests", "Phalanx.Numerics.Tests", "Autodiff"), "*.cs")
        .Select(File.ReadAllText)
        .Where(source => source.Contains($"{nameof(GradientCheck)}.{nameof(GradientCheck.Verify)}(", StringComparison.Ordinal));

    private static bool IsVariable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Variable<>);
}
