using Phalanx.Environments.External;

namespace Phalanx.Environments.Tests.External;

/// <summary>The examples in Python and in C are step by step what their twin in C# is.</summary>
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
    public void An_example_is_what_its_twin_is(string language, int processes)
    {
        var settings = new ExternalSettings { Command = language == "c" ? $"'{CProgram.Compile(Example("meeting.c"), _folder["meeting"])}'" : $"python3 '{Example("meeting.py")}'", Processes = processes };
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

    private static string Example(string name) => Path.Combine(RepositoryRoot.Path, "examples", "external", name);
}
