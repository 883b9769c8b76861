using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;

namespace Phalanx.Learning.Mixers;

/// <summary>How values of agents that see entities become the team's.</summary>
public enum EntityMixing
{
    /// <summary>FlexQMIX, a network.</summary>
    FlexQmix,

    /// <summary>LinearFlexQMIX, a weighted sum.</summary>
    LinearFlexQmix,

    /// <summary>VDN, a sum.</summary>
    Vdn,
}

/// <summary>Makes mixers over entities.</summary>
internal static class EntityMixers
{
    /// <summary>The mixer that settings ask for.</summary>
    public static IEntityMixer<T> Create<T>(
        ParameterScope<T> scope, TeamShape team, EntityMixing form, FlexMixerSettings settings, EntityNetworkSettings network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => form switch
        {
            EntityMixing.FlexQmix => new FlexMixer<T>(scope, team, settings, network),
            EntityMixing.LinearFlexQmix => new LinearFlexMixer<T>(scope, team, settings, network),
            _ => new EntitySumMixer<T>(),
        };
}
