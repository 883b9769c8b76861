using Phalanx.Environments;
using Phalanx.Learning.Recording;

namespace Phalanx.Analysis.Replays;

/// <summary>How an episode went, of the team and of every agent: what it dealt and took, whether it survived, how sure its choices were.</summary>
public sealed class EpisodeStatistics
{
    /// <summary>Names of actions that do nothing.</summary>
    private static readonly HashSet<string> Idle = new(StringComparer.OrdinalIgnoreCase) { "stop", "stay", "no-op", "noop", "wait", "idle", "none", "nothing" };

    private readonly RecordHeader _header;
    private readonly RecordedEpisode _episode;

    private EpisodeStatistics(RecordHeader header, RecordedEpisode episode)
    {
        (_header, _episode) = (header, episode);
        Actions = new long[header.Actions];
        Agents = [.. Enumerable.Range(0, header.Agents).Select(_ => new FigureList())];
        Kinds = [.. Enumerable.Range(0, header.Agents).Select(agent => episode.Cast?.Items.FirstOrDefault(item => item.Agent == agent)?.Kind ?? "")];
    }

    /// <summary>Whether the team won; null where that is not told.</summary>
    public bool? Won { get; private init; }

    /// <summary>The figures of the team.</summary>
    public FigureList Team { get; } = new();

    /// <summary>The figures of every agent.</summary>
    public IReadOnlyList<FigureList> Agents { get; }

    /// <summary>What kind of thing every agent is; empty where that is not told.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>How often each discrete action was taken where there was a choice.</summary>
    public IReadOnlyList<long> Actions { get; }

    /// <summary>Works out the statistics of an episode.</summary>
    /// <param name="header">The header of its record.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="won">Whether the team won; null where that is not told.</param>
    public static EpisodeStatistics Of(RecordHeader header, RecordedEpisode episode, bool? won)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(episode);
        var statistics = new EpisodeStatistics(header, episode) { Won = won };
        statistics.Team.Add(FigureNames.Return, episode.About.Return);
        statistics.Team.Add(FigureNames.Length, episode.Steps);
        statistics.AddEvents();
        statistics.AddSurvival();
        statistics.AddChoices();
        if (episode.HasJoint)
        {
            statistics.Team.Add(FigureNames.FirstValue, episode.Joint(0, 0));
        }

        return statistics;
    }

    private int? AgentOf(int? item) => item is { } place ? _episode.Cast!.Items[place].Agent : null;

    private void AddEvents()
    {
        if (_episode.Events.Count == 0)
        {
            return;
        }

        bool hits = _episode.Events.Any(happened => happened.Kind == FrameEvents.Hit);
        if (hits)
        {
            AddOfAgents(FigureNames.DamageDealt, Sum(FrameEvents.Hit, happened => AgentOf(happened.Actor), happened => happened.Amount));
            AddOfAgents(FigureNames.DamageTaken, Sum(FrameEvents.Hit, happened => AgentOf(happened.Target), happened => happened.Amount));
        }

        foreach (string kind in _episode.Events.Select(happened => happened.Kind).Where(kind => kind != FrameEvents.Hit).Distinct().Order(StringComparer.Ordinal))
        {
            Func<RecordedEvent, double> counted = kind == FrameEvents.Heal ? happened => happened.Amount : _ => 1;
            AddOfAgents(FigureNames.OfEvent(kind), Sum(kind, happened => AgentOf(happened.Actor), counted));
        }

        if (hits)
        {
            Team.Add(FigureNames.Focus, Focus());
        }
    }

    private double[] Sum(string kind, Func<RecordedEvent, int?> agentOf, Func<RecordedEvent, double> counted)
    {
        double[] sums = new double[_header.Agents];
        foreach (RecordedEvent happened in _episode.Events.Where(happened => happened.Kind == kind))
        {
            if (agentOf(happened) is { } agent)
            {
                sums[agent] += counted(happened);
            }
        }

        return sums;
    }

    private void AddOfAgents(string name, double[] values)
    {
        Team.Add(name, values.Sum());
        for (int agent = 0; agent < values.Length; agent++)
        {
            Agents[agent].Add(name, values[agent]);
        }
    }

    /// <summary>Of the steps in which at least two agents hit, the mean share of their hits that met the same target.</summary>
    private double? Focus()
    {
        List<double> shares = [];
        foreach (var step in _episode.Events.Where(happened => happened.Kind == FrameEvents.Hit && AgentOf(happened.Actor) is not null).GroupBy(happened => happened.Step))
        {
            int hits = step.Count();
            if (step.Select(happened => happened.Actor).Distinct().Count() > 1)
            {
                shares.Add((double)step.GroupBy(happened => happened.Target).Max(target => target.Count()) / hits);
            }
        }

        return shares.Count > 0 ? shares.Sum() / shares.Count : null;
    }

    /// <summary>Who of the team is on the board at the end and not down. Where all always are, that is no figure.</summary>
    private void AddSurvival()
    {
        if (_episode.Cast is null || _episode.Cast.Items.All(item => item.Agent is null))
        {
            return;
        }

        bool[] there = new bool[_header.Agents];
        foreach (FrameItem item in _episode.LastFrame()!.Items)
        {
            if (item is { Agent: { } agent, Down: false })
            {
                there[agent] = true;
            }
        }

        Team.Add(FigureNames.Survival, there.Count(alive => alive) / (double)there.Length);
        for (int agent = 0; agent < there.Length; agent++)
        {
            Agents[agent].Add(FigureNames.Survival, there[agent] ? 1 : 0);
        }
    }

    private void AddChoices()
    {
        if (!_episode.HasActions || _header.Actions == 0)
        {
            return;
        }

        var choices = new ChoiceCounts(_header, _episode);
        choices.Count((long[])Actions);
        bool[] idle = [.. Enumerable.Range(0, _header.Actions).Select(action => action < _header.ActionNames.Count && Idle.Contains(_header.ActionNames[action]))];
        if (idle.Any(action => action))
        {
            Team.Add(FigureNames.IdleShare, Actions.Where((_, action) => idle[action]).Sum() / (double)Math.Max(1, Actions.Sum()));
        }

        if (_episode.HasValues)
        {
            Team.Add(FigureNames.Gap, choices.MeanGap);
        }

        for (int agent = 0; agent < _header.Agents; agent++)
        {
            Agents[agent].Add(FigureNames.IdleShare, idle.Any(action => action) ? choices.ShareOf(agent, idle) : null);
            Agents[agent].Add(FigureNames.Gap, _episode.HasValues ? choices.GapOf(agent) : null);
        }
    }
}
