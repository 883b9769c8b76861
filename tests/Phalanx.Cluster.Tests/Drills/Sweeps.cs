using System.Globalization;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>The studies of drills.</summary>
internal static class Sweeps
{
    /// <summary>How many steps a cell of some seconds has.</summary>
    public const int Steps = 18000;

    /// <summary>Two cells of some seconds, whose episodes take tens of megabytes.</summary>
    public static string TwoCells { get; } = Cells(Steps);

    /// <summary>Two cells of a second, for drills that need not meet them on their way.</summary>
    public static string ShortCells { get; } = Cells(3000);

    /// <summary>Four cells of some seconds, whose files take a few hundred kilobytes each.</summary>
    public const string SmallCells = """
        name: drill
        algorithms: [vdn, qmix]
        environments: [switch-2]
        seeds: 2
        set:
          training.steps: 24000
          agent.hidden: 8
          checkpoint.interval: 600
          checkpoint.keep: 2
          evaluation.interval: 4000
          evaluation.episodes: 2
        """;

    /// <summary>Two cells that take most of a minute.</summary>
    public const string LongCells = """
        name: drill
        algorithms: [vdn, qmix]
        environments: [switch-2]
        seeds: 1
        set:
          training.steps: 240000
          agent.hidden: 8
          replay.capacity_episodes: 200
          checkpoint.interval: 600
          checkpoint.keep: 3
          evaluation.interval: 4000
          evaluation.episodes: 2
        """;

    private static string Cells(int steps) => string.Create(CultureInfo.InvariantCulture, $"""
        name: drill
        algorithms: [vdn, qmix]
        environments: [predator-prey]
        seeds: 1
        set:
          training.steps: {steps}
          agent.hidden: 8
          learner.batch_episodes: 32
          rollout.environments: 1
          checkpoint.interval: 600
          checkpoint.keep: 3
          evaluation.interval: 4000
          evaluation.episodes: 2
        """);
}
