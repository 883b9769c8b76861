using Phalanx.Environments;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// What some environments in lockstep show: for the network that acts on it, and for the record that is learned from. A row is an environment.
/// Only what the one or the other reads is asked for.
/// </summary>
internal sealed class SlotBuffer
{
    private readonly IEnvironmentBatch _environments;
    private readonly EnvironmentSpec _spec;
    private readonly Policy _policy;
    private readonly int _rows;
    private readonly float[] _observations;
    private readonly float[] _states;
    private readonly float[] _features;
    private readonly bool[] _available;
    private readonly float[] _entities;
    private readonly bool[] _absent;
    private readonly bool[] _hidden;

    public SlotBuffer(IEnvironmentBatch environments, Policy policy, int rows)
    {
        (_environments, _spec, _policy, _rows) = (environments, environments.Spec, policy, rows);
        int agents = rows * _spec.Agents;
        (int entities, int width) = _spec.Entities is { } spec ? (spec.Count, spec.Width) : (0, 0);
        _observations = new float[agents * _spec.ObservationSize];
        _states = new float[rows * _spec.StateSize];
        _features = new float[agents * _spec.AgentFeatureSize];
        _available = new bool[agents * _spec.Actions.Count];
        _entities = new float[rows * entities * width];
        _absent = new bool[rows * entities];
        _hidden = new bool[agents * entities];
    }

    /// <summary>The actions that the agents of a row may choose.</summary>
    public ReadOnlySpan<bool> Available(int row) => RowsOf<bool>(_available, row);

    /// <summary>Lets environments whose rows begin at one of them write what is seen there, and for the record what is true.</summary>
    public void See(ReadOnlySpan<int> environments, int first, EpisodeLayout? layout)
    {
        int count = environments.Length;
        if (!_policy.Network.SeesEntities || layout?.ObservationSize > 0)
        {
            _environments.WriteObservations(environments, RowsOf<float>(_observations, first, count));
        }

        if (_policy.Network.SeesEntities || layout?.Entities is not null)
        {
            _environments.WriteEntities(
                environments, RowsOf<float>(_entities, first, count), RowsOf<bool>(_absent, first, count), RowsOf<bool>(_hidden, first, count));
        }

        if (_available.Length > 0)
        {
            _environments.WriteAvailableActions(environments, RowsOf<bool>(_available, first, count));
        }

        if (layout?.StateSize > 0)
        {
            _environments.WriteState(environments, RowsOf<float>(_states, first, count));
        }

        if (layout?.AgentFeatureSize > 0)
        {
            _environments.WriteAgentFeatures(environments, RowsOf<float>(_features, first, count));
        }
    }

    /// <summary>Writes down what one environment showed.</summary>
    public void WriteDown(int row, EpisodeWriter writer)
    {
        EpisodeLayout layout = writer.Layout;
        if (layout.ObservationSize > 0)
        {
            writer.WriteObservations(RowsOf<float>(_observations, row));
        }

        if (layout.Entities is not null)
        {
            writer.WriteEntities(RowsOf<float>(_entities, row), RowsOf<bool>(_absent, row), RowsOf<bool>(_hidden, row));
        }

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

    /// <summary>What the agents of the first rows see.</summary>
    public AgentInputs<float> Inputs(Tape<float> tape, int count, ReadOnlySpan<int> lastActions)
    {
        var entities = new SeenEntities(RowsOf<float>(_entities, 0, count), RowsOf<bool>(_absent, 0, count), RowsOf<bool>(_hidden, 0, count));
        return _policy.See(tape, count, RowsOf<float>(_observations, 0, count), entities, lastActions);
    }

    private Span<TElement> RowsOf<TElement>(Span<TElement> buffer, int first, int count = 1)
    {
        int size = buffer.Length / _rows;
        return buffer.Slice(first * size, count * size);
    }
}
