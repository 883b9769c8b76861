using Phalanx.Learning.Recording;

namespace Phalanx.Analysis.Replays;

/// <summary>The statistics of all episodes of a record, together and by those won and lost.</summary>
public sealed class TeamStatistics
{
    private TeamStatistics(RecordHeader header, IReadOnlyList<EpisodeStatistics> episodes)
    {
        Header = header;
        Episodes = episodes;
        Groups =
        [
            new StatisticsGroup("all", episodes),
            .. Group("won", won: true),
            .. Group("lost", won: false),
        ];
    }

    /// <summary>What holds for all episodes.</summary>
    public RecordHeader Header { get; }

    /// <summary>The episodes.</summary>
    public IReadOnlyList<EpisodeStatistics> Episodes { get; }

    /// <summary>All episodes, then those won and those lost where there are any.</summary>
    public IReadOnlyList<StatisticsGroup> Groups { get; }

    /// <summary>Reads a record through. One episode is in memory at a time.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static TeamStatistics Of(RecordFile record, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<EpisodeStatistics> episodes = [];
        for (int episode = 0; episode < record.Episodes.Count; episode++)
        {
            cancellation.ThrowIfCancellationRequested();
            episodes.Add(EpisodeStatistics.Of(record.Header, record.Read(episode), record.Episodes[episode].Won));
        }

        return new TeamStatistics(record.Header, episodes);
    }

    private IEnumerable<StatisticsGroup> Group(string name, bool won)
    {
        EpisodeStatistics[] episodes = [.. Episodes.Where(episode => episode.Won == won)];
        return episodes.Length > 0 ? [new StatisticsGroup(name, episodes)] : [];
    }
}

/// <summary>Means over some episodes of a record.</summary>
/// <param name="Name"><c>all</c>, <c>won</c> or <c>lost</c>.</param>
/// <param name="Episodes">The episodes.</param>
public sealed record StatisticsGroup(string Name, IReadOnlyList<EpisodeStatistics> Episodes)
{
    /// <summary>Means of the figures of the team.</summary>
    public FigureList Team { get; } = FigureList.MeanOf([.. Episodes.Select(episode => episode.Team)]);

    /// <summary>Means of the figures of each agent.</summary>
    public IReadOnlyList<FigureList> Agents { get; } = Episodes.Count == 0
        ? []
        : [.. Enumerable.Range(0, Episodes[0].Agents.Count).Select(agent => FigureList.MeanOf([.. Episodes.Select(episode => episode.Agents[agent])]))];

    /// <summary>The share of each discrete action among all choices.</summary>
    public IReadOnlyList<double> Actions { get; } = SharesOf(Episodes);

    private static double[] SharesOf(IReadOnlyList<EpisodeStatistics> episodes)
    {
        if (episodes.Count == 0)
        {
            return [];
        }

        double all = Math.Max(1, episodes.Sum(episode => episode.Actions.Sum()));
        return [.. Enumerable.Range(0, episodes[0].Actions.Count).Select(action => episodes.Sum(episode => episode.Actions[action]) / all)];
    }
}
