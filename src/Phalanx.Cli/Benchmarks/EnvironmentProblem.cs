using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Many worlds of an environment, stepped together by random available actions, with everything written that learning needs: all that a
/// rollout does but for the networks.
/// </summary>
internal sealed class EnvironmentProblem : IDisposable
{
    /// <summary>How many worlds are stepped together.</summary>
    public const int Worlds = 1024;

    private static readonly StreamPurpose Choices = StreamPurpose.Named("benchmark actions");

    private readonly IEnvironmentBatch _batch;
    private readonly int[] _environments;
    private readonly StepResult[] _results;
    private readonly bool[] _available;
    private readonly int[] _discrete;
    private readonly float[] _continuous;
    private readonly float[] _observations;
    private readonly float[] _states;
    private RandomStream _stream;
    private ulong _episodes;
    private int _steps;
    private int _staggered;

    /// <param name="environment">The environment, made with its default settings.</param>
    /// <param name="worlds">How many worlds.</param>
    /// <param name="number">Which of several problems at once this is.</param>
    public EnvironmentProblem(EnvironmentDefinition environment, int worlds, int number = 0)
    {
        _batch = environment.Create(null, worlds);
        EnvironmentSpec spec = _batch.Spec;
        _environments = [.. Enumerable.Range(0, worlds)];
        _results = new StepResult[worlds];
        _available = new bool[worlds * spec.Agents * spec.Actions.Count];
        _discrete = new int[spec.Actions.IsDiscrete ? worlds * spec.Agents : 0];
        _continuous = new float[worlds * spec.Agents * spec.Actions.Dimensions];
        _observations = new float[worlds * spec.Agents * spec.ObservationSize];
        _states = new float[worlds * spec.StateSize];
        _stream = new RandomStream(0, Choices, (ulong)number);
    }

    /// <summary>Begins an episode in every world; to be called before the first step.</summary>
    public void Start()
    {
        foreach (int world in _environments)
        {
            Begin(world);
        }

        Write();
    }

    /// <summary>One step of every world.</summary>
    public void Run()
    {
        if (_batch.Spec.Actions.IsDiscrete)
        {
            RandomActions.Draw(_available, ref _stream, _discrete);
            _batch.Step(_environments, new JointAction(_discrete), _results);
        }
        else
        {
            RandomActions.Draw(_batch.Spec.Actions, ref _stream, _continuous);
            _batch.Step(_environments, new JointAction(_continuous), _results);
        }

        for (int world = 0; world < _results.Length; world++)
        {
            if (_results[world].Ended)
            {
                Begin(world);
            }
        }

        Stagger();
        Write();
    }

    public void Dispose() => _batch.Dispose();

    /// <summary>
    /// Over the length of the first episode one world after another begins anew, so that from then on every call has its share of
    /// resets, and the best call is not one without any.
    /// </summary>
    private void Stagger()
    {
        long due = Math.Min(_results.Length, ++_steps * (long)_results.Length / _batch.Spec.EpisodeLimit);
        while (_staggered < due)
        {
            Begin(_staggered++);
        }
    }

    private void Begin(int world) => _batch.Reset(world, _episodes++);

    private void Write()
    {
        _batch.WriteAvailableActions(_environments, _available);
        _batch.WriteObservations(_environments, _observations);
        _batch.WriteState(_environments, _states);
    }
}
