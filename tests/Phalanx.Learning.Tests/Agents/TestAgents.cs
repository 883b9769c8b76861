using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Agents;

/// <summary>Networks for algorithms that tests make without a registry, in either precision.</summary>
internal static class TestAgents
{
    public static AgentNetworks<T, RecurrentAgent<T>> Recurrent<T>(TeamShape team, AgentSettings settings)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(team, scope => new RecurrentAgent<T>(scope, team, settings));

    public static AgentNetworks<T, QuantileAgent<T>> OfQuantiles<T>(TeamShape team, AgentSettings settings, int cosines)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(team, scope => new QuantileAgent<T>(scope, team, settings, cosines));

    public static AgentNetworks<T, EntityAgent<T>> OverEntities<T>(TeamShape team, AgentSettings settings, EntityNetworkSettings network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(team, scope => EntityAgent<T>.Create(scope, team, settings, network));

    public static AgentNetworks<T, ContinuousActor<T>> Actors<T>(TeamShape team, AgentSettings settings, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(team, scope => new ContinuousActor<T>(scope, team, settings.Hidden, outputs));
}
