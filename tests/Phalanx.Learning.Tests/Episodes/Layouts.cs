using FsCheck;
using FsCheck.Fluent;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Tests.Episodes;

/// <summary>Layouts that tests use, and any layout at all.</summary>
internal static class Layouts
{
    /// <summary>A one-step game of two agents with three actions each.</summary>
    public static EpisodeLayout OneStep { get; } = new()
    {
        Agents = 2,
        EpisodeLimit = 1,
        Actions = 3,
        ObservationSize = 1,
        StateSize = 1,
        StoresAvailableActions = true,
    };

    /// <summary>The layout of the stated limits of speed and memory.</summary>
    public static EpisodeLayout ThreeStalkersFiveZealots { get; } = new()
    {
        Agents = 8,
        EpisodeLimit = 150,
        Actions = 14,
        ObservationSize = 128,
        StateSize = 216,
        StoresAvailableActions = true,
    };

    /// <summary>Something of everything that can be stored.</summary>
    public static EpisodeLayout Everything { get; } = new()
    {
        Agents = 3,
        EpisodeLimit = 9,
        Actions = 300,
        ObservationSize = 5,
        StateSize = 7,
        StoresAvailableActions = true,
        AgentFeatureSize = 2,
        Entities = new EntityLayout(5, 3),
        StoresAlive = true,
    };

    public static Gen<EpisodeLayout> Any { get; } =
        from agents in Gen.Choose(1, 5)
        from limit in Gen.Choose(1, 20)
        from discrete in Gen.Elements(true, true, false)
        from actions in Gen.Elements(1, 2, 3, 8, 9, 255, 256, 257, 1000)
        from dimensions in Gen.Choose(1, 3)
        from available in Gen.Elements(true, false)
        from observation in Gen.Choose(0, 9)
        from state in Gen.Choose(0, 9)
        from features in Gen.Choose(0, 3)
        from entities in Gen.Choose(-1, 6)
        from alive in Gen.Elements(true, false)
        from half in Gen.Elements(true, false)
        select new EpisodeLayout
        {
            Agents = agents,
            EpisodeLimit = limit,
            Actions = discrete ? actions : 0,
            ActionDimensions = discrete ? 0 : dimensions,
            StoresAvailableActions = discrete && available,
            ObservationSize = observation,
            StateSize = state,
            AgentFeatureSize = features,
            Entities = entities < 0 ? null : new EntityLayout(agents + entities, 1 + (entities % 3)),
            StoresAlive = alive,
            HalfPrecision = half,
        };
}
