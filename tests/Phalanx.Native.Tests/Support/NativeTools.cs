namespace Phalanx.Native.Tests;

/// <summary>Whether the library is compiled and tested here.</summary>
internal static class NativeTools
{
    /// <summary>With the value <c>required</c>, tests of the library run, and fail where it cannot be compiled; otherwise they are skipped.</summary>
    public const string RequirementVariable = "PHALANX_NATIVE";

    /// <summary>Why a test is skipped; null where it runs.</summary>
    public static string? SkipReason { get; } = Environment.GetEnvironmentVariable(RequirementVariable) == "required"
        ? null
        : $"compiling the native library takes a minute and needs gcc or clang: {RequirementVariable}=required does it";
}
