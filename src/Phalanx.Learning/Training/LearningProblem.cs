using System.Collections.ObjectModel;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;

namespace Phalanx.Learning.Training;

/// <summary>The learning problem of a run: the environment and the algorithm that its settings name.</summary>
public sealed class LearningProblem : IDisposable
{
    private readonly EnvironmentDefinition _environment;
    private readonly AlgorithmDefinition _algorithm;
    private readonly int? _most;
    private IEnvironmentBatch? _shared;
    private CallTimeout? _ownTimeout;

    /// <summary>Makes the algorithm, its parameters not yet drawn. No environment is made where its registration declares the specification.</summary>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="most">The most environments that will be played in at once, where that is not what a whole run needs.</param>
    /// <exception cref="Foundation.UserErrorException">A name is unknown, or the algorithm does not work on the environment.</exception>
    public LearningProblem(RunSettings settings, EnvironmentRegistry environments, AlgorithmRegistry algorithms, int? most = null)
    {
        _most = most;
        (Settings, _environment) = (settings, environments[settings.EnvironmentName]);
        _algorithm = algorithms[settings.AlgorithmName];
        Results = new ResultVersions(_algorithm.Results, _environment.Results);
        try
        {
            if (!_environment.DeclaresSpec)
            {
                MakeShared();
            }

            Spec = _shared?.Spec ?? _environment.SpecOf(settings.Env);
            (Algorithm, Policy) = _algorithm.Create(Spec, settings);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The settings of the run.</summary>
    public RunSettings Settings { get; }

    /// <summary>What the environment is.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>The program that simulates the environments, by its versions; none where they are simulated here, or are not shared by the run.</summary>
    public IReadOnlyDictionary<string, string> Simulator => _shared?.Simulator ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The algorithm.</summary>
    public Algorithm<float> Algorithm { get; }

    /// <summary>How the team acts with the current parameters.</summary>
    public Policy Policy { get; }

    /// <summary>The versions of what the algorithm learns and the environment simulates.</summary>
    public ResultVersions Results { get; }

    /// <summary>What is stored of every episode: what the environment offers and the algorithm reads.</summary>
    public EpisodeLayout Layout => Algorithm.Needs.LayoutIn(Spec) with { HalfPrecision = Settings.Replay.HalfPrecision };

    /// <summary>How many episodes the replay holds. A method that learns from fresh episodes keeps no others.</summary>
    public int ReplayCapacity => Algorithm.Needs.Source == DataSource.Fresh ? Settings.Learner.BatchEpisodes : Settings.Replay.CapacityEpisodes;

    /// <summary>The most memory that the replay can take.</summary>
    public ReplayMemory Memory => ReplayMemory.Estimate(Layout, ReplayCapacity);

    /// <summary>The weights by which the team acts, among all that the algorithm learns.</summary>
    public ActingWeights ActingWeights()
    {
        _ = _algorithm.CreatePolicy(Spec, Settings, out ParameterSet<float> acting);
        return new ActingWeights(Algorithm.Groups.Select(group => group.Online), acting.Parameters.Select(parameter => parameter.Name));
    }

    /// <summary>
    /// So many environments, or as many as there can be, which the caller disposes before this. Of an environment that is shared by a run
    /// they are the first of one batch, in which one caller at a time plays episodes.
    /// </summary>
    public IEnvironmentBatch Environments(int count)
    {
        MakeShared();
        int possible = _environment.AtMost(Settings.Env, count);
        IEnvironmentBatch environments = _shared is null ? _environment.Create(Settings.Env, possible) : EnvironmentBatch.First(_shared, possible);
        return Timeout?.Watch(environments) ?? environments;
    }

    /// <summary>Makes the environments that are shared by a run, if that was not done yet and they are: what they lack is refused here.</summary>
    /// <exception cref="Foundation.UserErrorException">They cannot be made.</exception>
    public void MakeShared() => _shared ??= _environment.IsSharedByRun ? _environment.Create(Settings.Env, MostAtOnce) : null;

    /// <summary>
    /// Watches the calls of the environments that are made after this, where <c>rollout.step_timeout</c> says how long one may take; outside of a run, which
    /// watches them itself.
    /// </summary>
    /// <param name="found">Is told, once and on another thread, of a call that did not return in time. The thread that made it is lost.</param>
    public void WatchCalls(Action<EnvironmentFault> found)
    {
        if (Settings.Rollout.StepTimeout is { } seconds)
        {
            CallTimeout timeout = _ownTimeout = Timeout = new CallTimeout(TimeSpan.FromSeconds(seconds));
            _ = ThreadPool.RegisterWaitForSingleObject(
                timeout.Found, (_, _) => found(timeout.Fault!), null, System.Threading.Timeout.Infinite, executeOnlyOnce: true);
        }
    }

    /// <summary>Disposes the environments that are shared; there may be none.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _ownTimeout, null)?.Dispose();
        Interlocked.Exchange(ref _shared, null)?.Dispose();
    }

    /// <summary>The most environments that a run plays in at once: all of a round of training, and as many of a test as there can be.</summary>
    private int MostAtOnce => _most is { } most ? _environment.AtMost(Settings.Env, most) : Math.Max(Settings.Rollout.Environments, _environment.AtMost(Settings.Env, Evaluator.EnvironmentsFor(Settings.Evaluation.Episodes)));

    /// <summary>Watches the calls of all environments that are made; null where calls may take any time.</summary>
    internal CallTimeout? Timeout { get; set; }
}
