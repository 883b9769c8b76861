using Phalanx.Learning;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Training steps of an algorithm on made-up episodes: sampling, forward, backward, clip and optimiser, all that a run does between two
/// rounds of episodes.
/// </summary>
internal sealed class LearnerProblem : IDisposable
{
    private readonly WorkerPool _workers;
    private readonly LearnerStep<float> _learner;
    private readonly ReplayShards _shards;
    private long _step;

    /// <param name="definition">The algorithm.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="threads">Number of workers.</param>
    /// <param name="ragged">Whether episodes end anywhere instead of at the limit.</param>
    public LearnerProblem(AlgorithmDefinition definition, LearnerShape shape, int threads, bool ragged)
    {
        RunSettings settings = shape.SettingsOf(definition);
        (Algorithm<float> algorithm, Policy policy) = definition.Create(shape.Specification, settings);
        foreach (ParameterGroup<float> group in algorithm.Groups)
        {
            group.Initialise(0);
        }

        _workers = new WorkerPool(threads);
        _learner = new LearnerStep<float>(algorithm, _workers);
        var environments = new SyntheticEnvironments(shape, LearnerShape.Batch, ragged);
        var team = TeamShape.Of(environments.Spec);
        EpisodeReplay episodes = Play(environments, policy, algorithm.Needs);
        _shards = new ReplayShards(episodes, team, LearnerShape.Batch, settings.Learner.ShardRows, algorithm.Needs);
    }

    /// <summary>One training step.</summary>
    public void Run()
    {
        _shards.Sample(0, _step++);
        _learner.Run(_shards);
    }

    public void Dispose() => _workers.Dispose();

    /// <summary>A batch of episodes of random actions, with all that the algorithm reads and nothing else.</summary>
    private EpisodeReplay Play(SyntheticEnvironments environments, Policy policy, DataNeeds needs)
    {
        EpisodeLayout layout = needs.LayoutIn(environments.Spec);
        var recorder = new EpisodeRecorder(layout, LearnerShape.Batch);
        var everywhere = new RunProgress(TEnv: 0, Exploration: 1);
        using var rollout = new Rollout(environments, policy, _workers);
        rollout.Play(new Round(0, RoundPurpose.Training, 0, LearnerShape.Batch, everywhere), recorder);
        var replay = new EpisodeReplay(layout, LearnerShape.Batch);
        replay.Add(recorder);
        return replay;
    }
}
