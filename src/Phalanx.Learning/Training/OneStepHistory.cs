using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>The tables of a game of one step along a run, from its checkpoints.</summary>
public static class OneStepHistory
{
    /// <summary>The tables at every checkpoint that there is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <returns>None for a run whose game has no payoffs.</returns>
    /// <exception cref="Foundation.UserErrorException">A checkpoint is damaged, or is of another run.</exception>
    public static IReadOnlyList<OneStepMoment> Of(RunDirectory run, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var problem = new LearningProblem(Trainer.ReadSettings(run, environments, algorithms), environments, algorithms);
        return problem.Spec.Payoffs is { } payoffs ? [.. run.Checkpoints.Available.Order().Select(tEnv => At(run, tEnv, problem, payoffs))] : [];
    }

    private static OneStepMoment At(RunDirectory run, long tEnv, LearningProblem problem, PayoffTable payoffs)
    {
        Checkpoint checkpoint = run.Checkpoints.At(tEnv);
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            checkpoint.LoadOnline(group.Online);
        }

        return new OneStepMoment(tEnv, OneStepReport.Of(problem, payoffs, tEnv));
    }
}
