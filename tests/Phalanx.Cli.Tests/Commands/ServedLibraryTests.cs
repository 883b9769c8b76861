using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>Trainings on the twin in C of a built-in environment: examples/external/served.c, which serves those of the native library.</summary>
public sealed class ServedLibraryTests : IDisposable
{
    private const string Options = "--steps 800 --set evaluation.interval=200 --set evaluation.episodes=4 --set learner.batch_episodes=2 --set rollout.environments=4";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServedLibraryTheory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    public void A_twin_in_C_gives_the_same_metrics_byte_for_byte(int processes, int threads) => AssertSameMetrics(processes, threads);

    [ServedLibraryTheory]
    [Trait("Category", "Slow")]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 1)]
    public void So_it_does_with_the_other_numbers_of_processes_and_threads(int processes, int threads) => AssertSameMetrics(processes, threads);

    private void AssertSameMetrics(int processes, int threads)
    {
        Assert.Equal(0, CommandLine.Run($"train qmix predator-prey --set env.episode_limit=200 --out {_folder["here"]} {Options}").ExitCode);
        string config = _folder.Write("settings.yaml", $"env:\n  command: \"'{Compiled()}' predator-prey\"\n");
        CommandLine there = CommandLine.Run(string.Create(
            CultureInfo.InvariantCulture, $"train qmix external --config {config} --set env.processes={processes} --threads {threads} --out {_folder["there"]} {Options}"));
        Assert.Equal((0, ""), (there.ExitCode, there.Error));
        string metrics = File.ReadAllText(_folder["here/metrics.csv"]);
        Assert.True(metrics.Split('\n').Length > 2);
        Assert.Equal(metrics, File.ReadAllText(_folder["there/metrics.csv"]));
    }

    private string Compiled()
    {
        string library = Path.GetFullPath(ServedLibraryTheoryAttribute.Library), program = _folder["served"];
        Assert.True(File.Exists(library), $"PHALANX_LIBRARY is '{library}', where there is no file");
        using var compiler = Process.Start(
            "cc",
            [
                "-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", "-I", RepositoryRoot.At("src/Phalanx.Native/include"), "-o", program,
                RepositoryRoot.At("examples/external/served.c"), library, $"-Wl,-rpath,{Path.GetDirectoryName(library)}",
            ]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return program;
    }
}
