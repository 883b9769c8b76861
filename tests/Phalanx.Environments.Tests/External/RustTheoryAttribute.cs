namespace Phalanx.Environments.Tests.External;

/// <summary>A test that needs a compiler of Rust: skipped with a sentence where there is none, and never required.</summary>
public sealed class RustTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the test where it cannot run.</summary>
    public RustTheoryAttribute() => Skip = ExampleTheoryAttribute.PathOf("rustc") is null ? "there is no rustc: apt-get install rustc" : null;
}
