using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Xunit.Abstractions;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The max of two quadratics: the slope leads to (-5, -5) nearly everywhere, and (5, 5) pays most. What agents do in the end, without noise,
/// counts as the one or the other if both numbers lie within 1 of it.
/// </summary>
public class TwoQuadraticsTests(ITestOutputHelper output)
{
    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    [Fact]
    public void Fsv_finds_the_optimum_of_two_quadratics() => Assert.True(IsNear(5, FinalActions("fsv", seed: 1, steps: 8_000)));

    [Theory]
    [InlineData("maddpg")]
    [InlineData("vdn-ac")]
    public void Maddpg_and_vdn_ac_miss_the_optimum_of_two_quadratics(string algorithm) =>
        Assert.False(IsNear(5, FinalActions(algorithm, seed: 1, steps: 4_000)));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("fsv", 18, 20)]
    [InlineData("maddpg", 0, 4)]
    [InlineData("qmix-ac", 0, 4)]
    [InlineData("vdn-ac", 0, 4)]
    public void As_many_of_twenty_seeds_as_stated_find_the_optimum_of_two_quadratics(string algorithm, int atLeast, int atMost)
    {
        int best = 0;
        int trapped = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            float[] actions = FinalActions(algorithm, seed, steps: 8_000);
            output.WriteLine($"{algorithm} seed {seed}: ({actions[0]:0.00}, {actions[1]:0.00})");
            best += IsNear(5, actions) ? 1 : 0;
            trapped += IsNear(-5, actions) ? 1 : 0;
        }

        output.WriteLine($"{algorithm}: {best} at the optimum, {trapped} in the trap, {20 - best - trapped} elsewhere");
        Assert.InRange(best, atLeast, atMost);
    }

    private static bool IsNear(float centre, float[] actions) => actions.All(action => Math.Abs(action - centre) <= 1);

    /// <summary>What both agents do after a run with the default settings.</summary>
    private static float[] FinalActions(string algorithm, ulong seed, long steps)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf)
            .Resolve(new RunRequest
            {
                Algorithm = algorithm,
                Environment = "two-quadratics",
                Seed = seed,
                Steps = steps,
                Threads = 1,
                Set = ["evaluation.interval=1000000", "checkpoint.interval=1000000"],
            })
            .Run;
        using var trainer = Trainer.Start(settings, folder.At("run"), Environments, Algorithms);
        trainer.Run();
        float[] actions = new float[2];
        new ActingTeam(trainer.Policy).Act([1, 1], actions);
        return actions;
    }
}
