namespace Phalanx.Export.Tests;

/// <summary>A test that needs a Python with ONNX's own checker, which no package of .NET has. It runs where <see cref="Variable"/> names one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CheckerFactAttribute : FactAttribute
{
    /// <summary>The variable that names a Python with the package onnx, such as Debian's python3-onnx.</summary>
    public const string Variable = "PHALANX_ONNX_PYTHON";

    public CheckerFactAttribute() => Skip = Python is null ? $"needs a Python with the package onnx: set {Variable} to it" : null;

    public static string? Python { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } python ? python : null;
}
