using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Settings of enormous values are refused in one sentence, or take so little that they can be tried.</summary>
public class LargeSettingsTests
{
    private const long Little = 200_000_000;

    private static readonly string[] Values = ["9223372036854775807", "2147483647", "715827883", "65537", "16384", "1e308", "4.9e-324"];

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();
    private static readonly SettingsResolver Resolver = new(Algorithms.SettingsOf, Environments.SettingsOf);

    public static TheoryData<string> AlgorithmNames => [.. Algorithms.Names];

    public static TheoryData<string> EnvironmentNames => [.. Environments.Names.Where(name => name is not ("battle/file" or "matrix/file" or "external"))];

    [Theory]
    [MemberData(nameof(AlgorithmNames))]
    public void Of_an_algorithm(string algorithm)
    {
        AlgorithmDefinition definition = Algorithms[algorithm];
        string environment = definition.DiscreteActions ? "group-matching" : "two-quadratics";
        AllAreRefusedOrSmall(algorithm, environment, path => path.StartsWith("algorithm.", StringComparison.Ordinal) || path == "agent.hidden");
    }

    [Theory]
    [MemberData(nameof(EnvironmentNames))]
    public void Of_an_environment(string environment) =>
        AllAreRefusedOrSmall(Environments[environment].SpecOf().Actions.IsDiscrete ? "iql" : "qmix-ac", environment, path => path.StartsWith("env.", StringComparison.Ordinal));

    [Theory]
    [InlineData("qmix", "matrix/two-step")]
    [InlineData("coma", "matrix/m-step")]
    [InlineData("maddpg", "mpe/spread")]
    public void Of_all_runs(string algorithm, string environment) =>
        AllAreRefusedOrSmall(algorithm, environment, path => !path.StartsWith("algorithm.", StringComparison.Ordinal) && !path.StartsWith("env.", StringComparison.Ordinal));

    private static void AllAreRefusedOrSmall(string algorithm, string environment, Func<string, bool> isMeant)
    {
        using var folder = new TemporaryFolder();
        List<string> failures = [];
        RunRequest request = new() { Algorithm = algorithm, Environment = environment, Threads = 1 };
        foreach (ResolvedSetting setting in Resolver.Resolve(request).Settings.Where(setting => isMeant(setting.Path) && setting.Value is not (bool or string)))
        {
            foreach (string value in Values)
            {
                try
                {
                    Open(request with { Set = [$"{setting.Path}={value}"] }, folder.At("run"));
                }
                catch (UserErrorException refusal)
                {
                    if (refusal.Message.Contains('\n', StringComparison.Ordinal))
                    {
                        failures.Add($"{setting.Path}={value}: {refusal.Message}");
                    }
                }
                catch (Exception failure) when (failure is not MachineFaultException)
                {
                    failures.Add($"{setting.Path}={value}: {failure}");
                }

                if (Directory.Exists(folder.At("run")))
                {
                    Directory.Delete(folder.At("run"), recursive: true);
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static void Open(RunRequest request, string folder)
    {
        RunSettings settings = Resolver.Resolve(request).Run;
        var problem = new LearningProblem(settings, Environments, Algorithms);
        problem.Memory.ThrowIfOver(Little);
        _ = DiskNeed.Of(problem).ToString();
        var need = MemoryNeed.Of(problem, 1, limit: new MemoryLimit(Little, OfContainer: false));
        Assert.InRange(need.Bytes, 1, long.MaxValue);
        if (need.Bytes <= Little)
        {
            using var trainer = Trainer.Start(settings, folder, Environments, Algorithms);
        }
    }
}
