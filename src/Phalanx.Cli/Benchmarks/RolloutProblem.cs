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
    /// <summary>Environments in lockstep: two groups, so that two workers have something to do.</summary>
    public const int Environments = 32;

    private readonly WorkerPool _workers;
    private readonly Rollout _rollout;
    private readonly EpisodeRecorder _recorder;
    private long _episode;

    public RolloutProblem(AlgorithmDefinition definition, LearnerShape shape, int threads)
    {
        RunSettings settings = shape.SettingsOf(definition);
        Policy policy = definition.CreatePolicy(shape.Specification, settings, out ParameterSet<float> weights);
        weights.Initialise(0);
        _workers = new WorkerPool(threads);
        _rollout = new Rollout(new SyntheticEnvironments(shape, Environments), policy, _workers);
        DataNeeds needs = definition.Create(shape.Specification, settings).Algorithm.Needs;
        _recorder = new EpisodeRecorder(needs.LayoutIn(shape.Specification), Environments);
        Steps = (long)Environments * shape.Steps;
    }

    /// <summary>Joint steps of a round.</summary>
    public long Steps { get; }

    /// <summary>Plays a round.</summary>
    public void Run()
    {
        _rollout.Play(new Round(0, RoundPurpose.Training, _episode, Environments, new(0, 0.5)), _recorder);
        _episode += Environments;
    }

    public void Dispose()
    {
        _rollout.Dispose();
        _workers.Dispose();
    }
}
