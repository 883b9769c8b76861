namespace Phalanx.Native.Tests;

/// <summary>A test of the compiled library.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = NativeTools.SkipReason;
}
