using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Rounds of full-length episodes of environments that cost nothing: one pass of the network, choices and the record, step by step.</summary>
internal sealed class RolloutProblem : IDisposable
{
    private readonly WorkerPool _workers;
    private readonly Rollout _rollout;
    private readonly EpisodeRecorder _recorder;
    private readonly int _environments;
    private long _episode;

    public RolloutProblem(AlgorithmDefinition definition, LearnerShape shape, int environments, int threads)
    {
        _environments = environments;
        RunSettings settings = shape.SettingsOf(definition);
        Policy policy = definition.CreatePolicy(shape.Specification, settings, out ParameterSet<float> weights);
        weights.Initialise(0);
        _workers = new WorkerPool(threads);
        _rollout = new Rollout(new SyntheticEnvironments(shape, environments), policy, _workers);
        DataNeeds needs = definition.Create(shape.Specification, settings).Algorithm.Needs;
        _recorder = new EpisodeRecorder(needs.LayoutIn(shape.Specification), environments);
        Steps = (long)environments * shape.Steps;
    }

    /// <summary>Joint steps of a round.</summary>
    public long Steps { get; }

    /// <summary>Plays a round.</summary>
    public void Run()
    {
        _rollout.Play(new Round(0, RoundPurpose.Training, _episode, _environments, new(0, 0.5)), _recorder);
        _episode += _environments;
    }

    public void Dispose()
    {
        _rollout.Dispose();
        _workers.Dispose();
    }
}
