using System.Runtime.InteropServices;
using Phalanx.Environments;

namespace Phalanx.Native;

/// <summary><c>phx_views_t</c>: pointers to buffers of the caller, null where a view is not wanted.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeViews
{
    /// <summary>How long the struct is, set by the caller.</summary>
    public int Size;

    private readonly int _reserved;
    private readonly float* _observations;
    private readonly float* _state;
    private readonly byte* _available;
    private readonly float* _statistics;
    private readonly float* _features;
    private readonly float* _entities;
    private readonly byte* _absent;
    private readonly byte* _hidden;
    private readonly byte* _alive;

    /// <summary>The buffers with the lengths that a number of environments need.</summary>
    public readonly ViewBuffers For(EnvironmentSpec spec, int rows)
    {
        int entities = spec.Entities?.Count ?? 0;
        return new ViewBuffers
        {
            Observations = Buffer<float>(_observations, rows, spec.Agents, spec.ObservationSize),
            State = Buffer<float>(_state, rows, spec.StateSize),
            Available = Buffer<bool>(_available, rows, spec.Agents, spec.Actions.Count),
            Statistics = Buffer<float>(_statistics, rows, spec.Statistics.Count),
            Features = Buffer<float>(_features, rows, spec.Agents, spec.AgentFeatureSize),
            Entities = Buffer<float>(_entities, rows, entities, spec.Entities?.Width ?? 0),
            Absent = Buffer<bool>(_absent, rows, entities),
            Hidden = Buffer<bool>(_hidden, rows, spec.Agents, entities),
            Alive = Buffer<bool>(_alive, rows, spec.Agents),
        };
    }

    private static Span<T> Buffer<T>(void* pointer, int rows, int width, int length = 1) =>
        pointer is null ? [] : new Span<T>(pointer, Lengths.Product(rows, width, length));
}
