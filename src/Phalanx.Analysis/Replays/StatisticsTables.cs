using System.Globalization;
using System.Text.Json.Nodes;
using Phalanx.Analysis.Reports;

namespace Phalanx.Analysis.Replays;

/// <summary>The statistics of a record, as tables of a page and as a document.</summary>
public static class StatisticsTables
{
    /// <summary>So many actions are shown at most: those taken most often.</summary>
    private const int MostActions = 24;

    /// <summary>The tables, as HTML: of the team, of the actions, of the agents.</summary>
    /// <param name="team">The statistics.</param>
    /// <param name="label">What to call the record beside another one; empty for one alone.</param>
    public static string Of(TeamStatistics team, string label)
    {
        ArgumentNullException.ThrowIfNull(team);
        string of = label.Length > 0 ? $"{label}: " : "";
        string[] columns = [.. team.Groups.Select(group => $"{group.Name} ({group.Episodes.Count})")];
        return "<div class=\"team\">\n"
            + Html.Table(
                $"{of}means over episodes",
                ["figure", .. columns],
                team.Groups[0].Team.All.Select(figure => (IReadOnlyList<string>)
                    [FigureNames.InWords(figure.Key), .. team.Groups.Select(group => Numbers.Shown(group.Team[figure.Key]))]))
            + ActionTable(team, of, columns)
            + AgentTable(team, of)
            + "</div>\n";
    }

    /// <summary>The same as a document, with all digits.</summary>
    public static JsonObject Document(TeamStatistics team)
    {
        ArgumentNullException.ThrowIfNull(team);
        var groups = new JsonObject();
        foreach (StatisticsGroup group in team.Groups)
        {
            groups[group.Name] = new JsonObject
            {
                ["episodes"] = group.Episodes.Count,
                ["figures"] = Figures(group.Team),
                ["agents"] = new JsonArray([.. group.Agents.Select(Figures)]),
                ["actions"] = new JsonObject(group.Actions.Select((share, action) => KeyValuePair.Create(ActionName(team, action), (JsonNode?)JsonValue.Create(share)))),
            };
        }

        return groups;
    }

    private static JsonObject Figures(FigureList figures) =>
        new(figures.All.Select(figure => KeyValuePair.Create(figure.Key, double.IsFinite(figure.Value) ? (JsonNode?)JsonValue.Create(figure.Value) : null)));

    private static string AgentTable(TeamStatistics team, string of)
    {
        StatisticsGroup all = team.Groups[0];
        string[] names = [.. all.Agents.SelectMany(agent => agent.All).Select(figure => figure.Key).Distinct(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            return "";
        }

        return Html.Table(
            $"{of}means of each agent over all episodes",
            ["agent", .. names.Select(FigureNames.InWords)],
            all.Agents.Select((agent, place) => (IReadOnlyList<string>)[AgentName(team, place), .. names.Select(name => Numbers.Shown(agent[name]))]));
    }

    private static string AgentName(TeamStatistics team, int agent)
    {
        string kind = team.Episodes[0].Kinds[agent];
        return kind.Length > 0 && kind != "agent" && team.Episodes.All(episode => episode.Kinds[agent] == kind)
            ? string.Create(CultureInfo.InvariantCulture, $"{agent} {kind}")
            : agent.ToString(CultureInfo.InvariantCulture);
    }

    private static string ActionTable(TeamStatistics team, string of, string[] columns)
    {
        IReadOnlyList<double> shares = team.Groups[0].Actions;
        int[] shown = [.. Enumerable.Range(0, shares.Count).Where(action => shares[action] > 0).OrderByDescending(action => shares[action]).ThenBy(action => action).Take(MostActions).Order()];
        return shown.Length == 0 ? "" : Html.Table(
            $"{of}share of each action where there was a choice{(shown.Length == MostActions ? $"; the {MostActions} taken most often" : "")}",
            ["action", .. columns],
            shown.Select(action => (IReadOnlyList<string>)
                [ActionName(team, action), .. team.Groups.Select(group => $"{(100 * group.Actions[action]).ToString("0.0", CultureInfo.InvariantCulture)} %")]));
    }

    private static string ActionName(TeamStatistics team, int action) => action < team.Header.ActionNames.Count
        ? team.Header.ActionNames[action]
        : string.Create(CultureInfo.InvariantCulture, $"action {action}");
}
