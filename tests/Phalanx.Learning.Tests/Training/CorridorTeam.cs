using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Training;

/// <summary>A team in the corridor, with parameters just drawn: episodes of different lengths, with and without a true end.</summary>
internal sealed class CorridorTeam : IDisposable
{
    private readonly WorkerPool _workers;

    public CorridorTeam(string algorithm = "qmix", int threads = 1)
    {
        _workers = new WorkerPool(threads);
        RunSettings settings = SmallRun.Settings(algorithm: algorithm) with { EnvironmentName = "corridor" };
        (Algorithm, Policy) = SmallRun.Algorithms[algorithm].Create(Spec, settings);
        foreach (ParameterGroup<float> group in Algorithm.Groups)
        {
            group.Initialise(7);
            group.UpdateTarget();
        }
    }

    public static EnvironmentSpec Spec { get; } = new Corridor().Spec;

    public static EpisodeLayout Layout { get; } = new()
    {
        Agents = Spec.Agents,
        EpisodeLimit = Spec.EpisodeLimit,
        Actions = Spec.Actions.Count,
        StoresAvailableActions = true,
        ObservationSize = Spec.ObservationSize,
        StateSize = Spec.StateSize,
    };

    public Algorithm<float> Algorithm { get; }

    public Policy Policy { get; }

    public WorkerPool Workers => _workers;

    public Rollout Rollout(int environments) => new(EnvironmentBatch.Of(() => new Corridor(), environments), Policy, _workers);

    /// <summary>A replay of episodes played at random by so many environments at a time.</summary>
    public EpisodeReplay Played(int episodes, int environments = 4, double exploration = 1)
    {
        EpisodeLayout layout = Algorithm.Needs.Entities ? Layout with { Entities = new EntityLayout(Spec.Entities!.Count, Spec.Entities.Width) } : Layout;
        var replay = new EpisodeReplay(layout, episodes);
        var recorder = new EpisodeRecorder(layout, environments);
        using Rollout rollout = Rollout(environments);
        for (int first = 0; first < episodes; first += environments)
        {
            rollout.Play(new Round(5, RoundPurpose.Training, first, Math.Min(environments, episodes - first), new RunProgress(0, exploration)), recorder);
            replay.Add(recorder);
        }

        return replay;
    }

    public static ReplayShards Shards(EpisodeReplay replay, int batch, int rows) => new(replay, TeamShape.Of(Spec), batch, rows, new DataNeeds { AgentFeatures = true, Draws = true });

    public void Dispose() => _workers.Dispose();
}
