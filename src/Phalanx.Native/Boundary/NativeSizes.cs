using System.Runtime.InteropServices;
using Phalanx.Environments;

namespace Phalanx.Native;

/// <summary><c>phx_sizes_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeSizes
{
    /// <summary>How long the struct is, set by the caller.</summary>
    public int Size;

    private int _count;
    private int _agents;
    private int _actions;
    private int _dimensions;
    private int _observation;
    private int _state;
    private int _limit;
    private int _statistics;
    private int _features;
    private int _entities;
    private int _entityWidth;

    /// <summary>The sizes of a batch.</summary>
    public void Fill(EnvironmentSpec spec, int count)
    {
        (_count, _agents) = (count, spec.Agents);
        (_actions, _dimensions) = (spec.Actions.Count, spec.Actions.Dimensions);
        (_observation, _state, _limit) = (spec.ObservationSize, spec.StateSize, spec.EpisodeLimit);
        (_statistics, _features) = (spec.Statistics.Count, spec.AgentFeatureSize);
        (_entities, _entityWidth) = (spec.Entities?.Count ?? 0, spec.Entities?.Width ?? 0);
    }
}
