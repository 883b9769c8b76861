using Phalanx.Environments.External;

namespace Phalanx.Environments.Tests.External;

/// <summary>Two hundred programs are started and ended: none is left, and neither is what spoke with them.</summary>
public sealed class ManyProgramsTests : IDisposable
{
    private const int Rounds = 8;
    private const int Processes = 25;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ExampleTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_hundred_programs_none_is_left(bool endedEarly)
    {
        string program = CProgram.Compile(Path.Combine(RepositoryRoot.Path, "examples", "external", "meeting.c"), _folder["meeting"]);
        var settings = new ExternalSettings { Command = $"'{program}'", Processes = Processes };
        int before = OpenFiles();
        for (int round = 0; round < Rounds; round++)
        {
            var external = new ExternalEnvironments("external", settings, Processes);
            for (int environment = 0; environment < Processes; environment++)
            {
                external.Reset(environment, (ulong)environment);
            }

            Assert.Equal(OperatingSystem.IsLinux() ? Processes : 0, RunningPrograms.With(program).Length);
            if (endedEarly)
            {
                Array.ForEach(RunningPrograms.With(program), id => System.Diagnostics.Process.GetProcessById(id).Kill());
                Assert.Throws<EnvironmentContractException>(() => external.Reset(0, 1));
            }

            external.Dispose();
            Assert.Empty(RunningPrograms.With(program));
        }

        // Three pipes each; other tests have files open too.
        Assert.InRange(OpenFiles() - before, int.MinValue, Rounds * Processes);
    }

    private static int OpenFiles() => OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
