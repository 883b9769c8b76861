using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>Recordings of what a run has learned.</summary>
public static class TrainedTeamRecording
{
    /// <summary>A recording of the team with the parameters that it has now, joint values included.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="begin">Begins the record, in a file or in memory.</param>
    /// <param name="seed">The seed of the evaluation.</param>
    /// <param name="tEnv">After how many environment steps of training.</param>
    /// <param name="episodes">How many episodes are recorded, the first of the evaluation.</param>
    public static EpisodeRecording Of(
        LearningProblem problem, Func<RecordHeader, RecordFileWriter> begin, ulong seed, long tEnv, int episodes)
    {
        ArgumentNullException.ThrowIfNull(problem);
        RecordHeader header = RecordHeaders.Of(problem.Settings.EnvironmentName, problem.Settings.Env, problem.Spec, seed) with
        {
            Algorithm = problem.Settings.AlgorithmName,
            TEnv = tEnv,
        };
        return new EpisodeRecording(new RecordingRequest(begin, header, problem.Spec, episodes)
        {
            Policy = problem.Policy,
            Joint = new JointReading(problem.Algorithm, problem.Spec, tEnv),
        });
    }

    /// <summary>Loads all that a checkpoint has learned, so that the problem acts and values as its run did then.</summary>
    /// <exception cref="Foundation.UserErrorException">The checkpoint is of another algorithm or of other sizes.</exception>
    public static void Load(LearningProblem problem, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(checkpoint);
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            checkpoint.LoadOnline(group.Online);
        }
    }
}
