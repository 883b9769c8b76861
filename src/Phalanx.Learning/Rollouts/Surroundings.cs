using Phalanx.Environments;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Episodes;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// What some environments in lockstep show: for the network that acts on it, and for the record that is learned from. A row is an environment.
/// Only what the one or the other reads is asked for.
/// </summary>
internal sealed class Surroundings
{
    private readonly IEnvironmentBatch _environments;
    private readonly EnvironmentSpec _spec;
    private readonly bool _seesEntities;
    private readonly int _rows;
    private readonly float[] _observations;
    private readonly float[] _states;
    private readonly float[] _features;
    private readonly bool[] _available;
    private readonly float[] _entities;
    private readonly bool[] _absent;
    private readonly bool[] _hidden;

    public Surroundings(IEnvironmentBatch environments, bool seesEntities, int rows)
    {
        (_environments, _spec, _seesEntities, _rows) = (environments, environments.Spec, seesEntities, rows);
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

    /// <summary>The actions that an agent, counted through all rows, may choose.</summary>
    public ReadOnlySpan<bool> Available(int agent) => _available.AsSpan(agent * _spec.Actions.Count, _spec.Actions.Count);

    /// <summary>Lets environments whose rows begin at one of them write what is seen there, and for the record what is true.</summary>
    public void See(ReadOnlySpan<int> environments, int first, EpisodeLayout? layout)
    {
        int count = environments.Length;
        if (!_seesEntities || layout?.ObservationSize > 0)
        {
            _environments.WriteObservations(environments, RowsOf<float>(_observations, first, count));
        }

        if (_seesEntities || layout?.Entities is not null)
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
    public Sight<float> Sight(Tape<float> tape, int count, ReadOnlySpan<int> lastActions)
    {
        int rows = count * _spec.Agents;
        int observation = _seesEntities ? 0 : _spec.ObservationSize;
        Tensor<int> ids = tape.Indices.Rent((1, rows));
        for (int row = 0; row < rows; row++)
        {
            ids.Span[row] = row % _spec.Agents;
        }

        return new Sight<float>
        {
            Observations = tape.Arena.RentCopy((1, rows, observation), _observations.AsSpan(0, rows * observation)),
            LastActions = tape.Indices.RentCopy((1, rows), lastActions[..rows]),
            Ids = ids,
            Entities = _seesEntities ? Entities(tape, count, _spec.Entities!) : null,
        };
    }

    private EntityView<float> Entities(Tape<float> tape, int count, EntitySpec spec)
    {
        var view = new EntityView<float>
        {
            Rows = tape.Arena.RentCopy((1, count, spec.Count, spec.Width), RowsOf<float>(_entities, 0, count)),
            Absent = tape.Arena.Rent((1, count, spec.Count)),
            Hidden = tape.Arena.Rent((1, count * _spec.Agents, spec.Count)),
        };
        AsFactors(_absent, view.Absent.Span);
        AsFactors(_hidden, view.Hidden.Span);
        return view;
    }

    private static void AsFactors(ReadOnlySpan<bool> flags, Span<float> factors)
    {
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = flags[i] ? 1 : 0;
        }
    }

    private Span<TElement> RowsOf<TElement>(Span<TElement> buffer, int first, int count = 1)
    {
        int size = buffer.Length / _rows;
        return buffer.Slice(first * size, count * size);
    }
}
