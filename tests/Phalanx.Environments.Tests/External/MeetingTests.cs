using Phalanx.Environments.External;

namespace Phalanx.Environments.Tests.External;

/// <summary>The examples in Python, C and Rust are step by step what their twin in C# is.</summary>
public sealed class MeetingTests : IDisposable
{
    private const int Count = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ExampleTheory]
    [InlineData("python", 1)]
    [InlineData("python", 3)]
    [InlineData("c", 1)]
    [InlineData("c", 3)]
    public void An_example_is_what_its_twin_is(string language, int processes) => AssertIsTwin(language, processes);

    [RustTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_example_in_Rust_is_what_its_twin_is(int processes) => AssertIsTwin("rust", processes);

    /// <summary>A Ctrl-C at a terminal goes to every program there. It is for Phalanx, which tells the others when its run is saved.</summary>
    [ExampleTheory]
    [InlineData("python")]
    [InlineData("c")]
    public void A_Ctrl_C_does_not_end_an_example(string language) => AssertLetsInterruptPass(language);

    [RustTheory]
    [InlineData("rust")]
    public void A_Ctrl_C_does_not_end_the_example_in_Rust(string language) => AssertLetsInterruptPass(language);

    private void AssertIsTwin(string language, int processes)
    {
        var settings = new ExternalSettings { Command = Command(language), Processes = processes };
        using IEnvironmentBatch twin = EnvironmentBatch.Of(() => new Meeting(), Count);
        using var external = new ExternalEnvironments("external", settings, Count);
        Assert.Equal(twin.Spec, external.Spec);
        Assert.Equal(twin.Spec.Actions.Names, external.Spec.Actions.Names);
        Player here = new(twin), there = new(EnvironmentBatch.Guarded(external));
        for (ulong seed = 0; seed < 30; seed++)
        {
            IReadOnlyList<Player.PlayedStep> one = here.Play((int)(seed % Count), seed), other = there.Play((int)(seed % Count), seed);
            Assert.Equal(one.Select(step => step.Result), other.Select(step => step.Result));
            Assert.Equal(one.Select(step => string.Join(' ', step.Digest)), other.Select(step => string.Join(' ', step.Digest)));
        }
    }

    private void AssertLetsInterruptPass(string language)
    {
        if (OperatingSystem.IsLinux())
        {
            using var external = new ExternalEnvironments("external", new ExternalSettings { Command = $"{Command(language)} '{_folder.Path}'" }, 1);
            RunningPrograms.Interrupt(Assert.Single(RunningPrograms.With(_folder.Path)));
            Thread.Sleep(100);
            external.Reset(0, 1);
        }
    }

    private string Command(string language) => language switch
    {
        "c" => $"'{CProgram.Compile(Example("meeting.c"), _folder["meeting"])}'",
        "rust" => $"'{RustProgram.Compile(Example("meeting.rs"), _folder["meeting"])}'",
        _ => $"python3 '{Example("meeting.py")}'",
    };

    private static string Example(string name) => Path.Combine(RepositoryRoot.Path, "examples", "external", name);
}
