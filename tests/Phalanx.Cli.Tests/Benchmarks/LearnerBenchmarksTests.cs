using Phalanx.Cli.Benchmarks;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;

namespace Phalanx.Cli.Tests.Benchmarks;

[Collection(AllocationCollection.Name)]
public class LearnerBenchmarksTests
{
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    // So small that every algorithm makes its steps in no time.
    private static readonly LearnerShape Small = new("small", 3, 5, 7, 4, 3, new EntitySpec(5, 4, AppendLastActions: true), QmixBar: 1, QmixShareBar: 0.5);

    public static TheoryData<string> OfDiscreteActions =>
        [.. Algorithms.All.Where(algorithm => algorithm.DiscreteActions).Select(algorithm => algorithm.Name)];

    public static TheoryData<string> OfContinuousActionsOnly =>
        [.. Algorithms.All.Where(algorithm => !algorithm.DiscreteActions).Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(OfDiscreteActions))]
    public void Every_algorithm_of_discrete_actions_is_measured_at_every_shape(string algorithm)
    {
        string[] shapes = ["predator-prey", "3s5z", "MMM2", "27m_vs_30m"];
        Assert.Superset(
            shapes.SelectMany(shape => new[] { $"learner/{algorithm}/{shape}", $"learner/{algorithm}/{shape}/ragged", $"learner/{algorithm}/{shape}/rate" }).ToHashSet(),
            LearnerBenchmarks.Create(1, null, default).Select($"learner/{algorithm}/").ToHashSet());
        Assert.Equal(
            from shape in (string[])[.. shapes, "3m"] from environments in (int[])[1, 8, 32] select $"rollout/{algorithm}/{shape}/{environments}",
            RolloutBenchmarks.Create(1, null, default).Select($"rollout/{algorithm}/"));
    }

    [Theory]
    [MemberData(nameof(OfContinuousActionsOnly))]
    public void An_algorithm_that_cannot_be_measured_is_refused_with_the_reason(string algorithm)
    {
        foreach (string suite in (string[])["learner", "rollout"])
        {
            CommandLine.Run($"bench {suite} {suite}/{algorithm}").AssertError(
                2,
                $"there is no benchmark '{suite}/{algorithm}/predator-prey': the algorithm '{algorithm}' needs continuous actions, but 'predator-prey' has 6 discrete actions");
            CommandLine.Run($"bench {suite} {suite}/{algorithm}/3s5z/ragged").AssertError(
                2, $"there is no benchmark '{suite}/{algorithm}/3s5z': the algorithm '{algorithm}' needs continuous actions, but '3s5z' has 14 discrete actions");
        }
    }

    [Theory]
    [MemberData(nameof(OfDiscreteActions))]
    public void Steps_and_rounds_of_every_algorithm_run_and_steps_allocate_nothing_in_the_end(string algorithm)
    {
        using var rollout = new RolloutProblem(Algorithms[algorithm], Small, environments: 2, threads: 1);
        rollout.Run();
        using var learner = new LearnerProblem(Algorithms[algorithm], Small, threads: 1, ragged: false);
        learner.Run();
        learner.Run();
        Assert.Equal(0, Allocation.Of(learner.Run));
    }
}
