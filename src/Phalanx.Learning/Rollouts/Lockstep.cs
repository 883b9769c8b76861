using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// A group of environments played together, slot by slot. Those whose episode is over leave: the rows of the others move up, so the
/// network's pass gets shorter with them. Nothing is allocated once every buffer has met its largest use.
/// </summary>
internal sealed class Lockstep
{
    private readonly IEnvironmentBatch _environments;
    private readonly EnvironmentSpec _spec;
    private readonly Policy _policy;
    private readonly int _first;
    private readonly Tape<float> _tape = new() { Records = false };

    // By place in the group; the place of an environment never changes.
    private readonly RandomStream[] _streams;

    // By row, where the environments still playing stand in the order of their places.
    private readonly int[] _playing;
    private readonly int[] _lastActions;
    private readonly int[] _actions;
    private readonly float[] _memory;
    private readonly float[] _observations;
    private readonly float[] _states;
    private readonly float[] _features;
    private readonly bool[] _available;
    private readonly StepResult[] _steps;
    private int _count;

    public Lockstep(IEnvironmentBatch environments, Policy policy, int first, int count)
    {
        (_environments, _spec, _policy, _first) = (environments, environments.Spec, policy, first);
        int rows = count * _spec.Agents;
        _streams = new RandomStream[count];
        _playing = new int[count];
        _lastActions = new int[rows];
        _actions = new int[rows];
        _memory = new float[rows * policy.Network.Memory];
        _observations = new float[rows * _spec.ObservationSize];
        _states = new float[count * _spec.StateSize];
        _features = new float[rows * _spec.AgentFeatureSize];
        _available = new bool[rows * _spec.Actions.Count];
        _steps = new StepResult[count];
    }

    private ReadOnlySpan<int> Playing => _playing.AsSpan(0, _count);

    private int Rows => _count * _spec.Agents;

    /// <summary>Plays one episode in each of the first environments of the group.</summary>
    public void Play(Round round, int episodes, EpisodeRecorder? recorder, Span<EpisodeResult> results, Span<float> statistics)
    {
        Begin(round, episodes);
        results.Clear();
        while (_count > 0)
        {
            Look(recorder);
            Choose(round.Moment);
            _environments.Step(Playing, new JointAction(_actions.AsSpan(0, Rows)), _steps.AsSpan(0, _count));
            Note(recorder, results);
            Leave(recorder, statistics);
        }
    }

    private void Begin(Round round, int episodes)
    {
        _count = episodes;
        for (int i = 0; i < episodes; i++)
        {
            ulong episode = (ulong)(round.FirstEpisode + _first + i);
            _playing[i] = _first + i;
            _environments.Reset(_first + i, RandomStream.DeriveSeed(round.Seed, round.Purpose.Environment, episode));
            _streams[i] = new RandomStream(round.Seed, round.Purpose.Exploration, episode);
        }

        _memory.AsSpan().Clear();
        _lastActions.AsSpan().Fill(-1);
    }

    /// <summary>What is seen now, for the network and for the record.</summary>
    private void Look(EpisodeRecorder? recorder)
    {
        See(Playing, 0, recorder);
        for (int row = 0; row < _count && recorder is not null; row++)
        {
            WriteDown(row, recorder[_playing[row]]);
        }
    }

    /// <summary>Lets environments whose rows begin at one of them write what is seen there, and for the record what is true.</summary>
    private void See(ReadOnlySpan<int> environments, int first, EpisodeRecorder? recorder)
    {
        int count = environments.Length;
        _environments.WriteObservations(environments, RowsOf<float>(_observations, first, count));
        if (_available.Length > 0)
        {
            _environments.WriteAvailableActions(environments, RowsOf<bool>(_available, first, count));
        }

        if (recorder?.Layout.StateSize > 0)
        {
            _environments.WriteState(environments, RowsOf<float>(_states, first, count));
        }

        if (recorder?.Layout.AgentFeatureSize > 0)
        {
            _environments.WriteAgentFeatures(environments, RowsOf<float>(_features, first, count));
        }
    }

    private void WriteDown(int row, EpisodeWriter writer)
    {
        EpisodeLayout layout = writer.Layout;
        writer.WriteObservations(RowsOf<float>(_observations, row));
        if (layout.StoresAvailableActions)
        {
            writer.WriteAvailableActions(RowsOf<bool>(_available, row));
        }

        if (layout.StateSize > 0)
        {
            writer.WriteState(RowsOf<float>(_states, row));
        }

        if (layout.AgentFeatureSize > 0)
        {
            writer.WriteAgentFeatures(RowsOf<float>(_features, row));
        }
    }

    private void Choose(Moment moment)
    {
        _tape.Reset();
        Tensor<float> seen = _tape.Arena.RentCopy((1, Rows, _spec.ObservationSize), _observations.AsSpan(0, Rows * _spec.ObservationSize));
        Tensor<int> last = _tape.Indices.RentCopy((1, Rows), _lastActions.AsSpan(0, Rows));
        Tensor<int> ids = _tape.Indices.Rent((1, Rows));
        for (int row = 0; row < Rows; row++)
        {
            ids.Span[row] = row % _spec.Agents;
        }

        var sight = new Sight<float> { Observations = seen, LastActions = last, Ids = ids };
        Span<float> memory = _memory.AsSpan(0, Rows * _policy.Network.Memory);
        ReadOnlySpan<float> outputs = _policy.Network.Act(_tape, sight, memory).Span;
        int actions = _spec.Actions.Count;
        for (int row = 0; row < Rows; row++)
        {
            int place = _playing[row / _spec.Agents] - _first;
            _actions[row] = _policy.Rule.Choose(
                outputs.Slice(row * actions, actions), _available.AsSpan(row * actions, actions), moment, ref _streams[place]);
        }
    }

    private void Note(EpisodeRecorder? recorder, Span<EpisodeResult> results)
    {
        for (int row = 0; row < _count; row++)
        {
            StepResult step = _steps[row];
            ref EpisodeResult result = ref results[_playing[row] - _first];
            result = new EpisodeResult(result.Return + step.Reward, result.Length + 1);
            if (recorder is not null)
            {
                EpisodeWriter writer = recorder[_playing[row]];
                writer.WriteActions(_actions.AsSpan(row * _spec.Agents, _spec.Agents));
                writer.EndStep((float)step.Reward, step.Terminated, step.Truncated);
            }
        }
    }

    /// <summary>Lets those go whose episode is over, and moves the rows of the others up.</summary>
    private void Leave(EpisodeRecorder? recorder, Span<float> statistics)
    {
        int kept = 0;
        for (int row = 0; row < _count; row++)
        {
            if (_steps[row].Terminated || _steps[row].Truncated)
            {
                Close(row, recorder, statistics);
                continue;
            }

            _playing[kept] = _playing[row];
            RowsOf<int>(_actions, row).CopyTo(RowsOf<int>(_lastActions, kept));
            RowsOf<float>(_memory, row).CopyTo(RowsOf<float>(_memory, kept));
            kept++;
        }

        _count = kept;
    }

    /// <summary>The last slot of an episode, which only serves to bootstrap, and its statistics.</summary>
    private void Close(int row, EpisodeRecorder? recorder, Span<float> statistics)
    {
        ReadOnlySpan<int> environment = _playing.AsSpan(row, 1);
        int count = _spec.Statistics.Count;
        _environments.WriteStatistics(environment, statistics.Slice((environment[0] - _first) * count, count));
        if (recorder is null)
        {
            return;
        }

        See(environment, row, recorder);
        WriteDown(row, recorder[environment[0]]);
    }

    /// <summary>The part of a buffer that belongs to an environment still playing, or to some in a row.</summary>
    private Span<TElement> RowsOf<TElement>(Span<TElement> buffer, int first, int count = 1)
    {
        int size = buffer.Length / _playing.Length;
        return buffer.Slice(first * size, count * size);
    }
}
