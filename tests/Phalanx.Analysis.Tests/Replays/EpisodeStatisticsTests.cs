using Phalanx.Analysis.Replays;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Analysis.Tests.Replays;

/// <summary>Statistics of a battle of two agents against two others that was written by hand.</summary>
public class EpisodeStatisticsTests
{
    private const int Agents = 2;

    private static readonly string[] Names = ["no-op", "stop", "attack 0", "attack 1"];

    [Fact]
    public void The_figures_of_a_battle_are_those_that_one_counts_by_hand()
    {
        using RecordFile record = Record(won: [1]);
        var statistics = EpisodeStatistics.Of(record.Header, record.Read(0), won: true);
        Assert.Equal(
            [
                ("return", 6), ("length", 3),

                // Agent 0 hits for 5 and 4, agent 1 for 3; agent 1 loses 7.
                ("damage_dealt", 12), ("damage_taken", 7), ("healed", 2.5), ("kills", 1),

                // In the first step both hit, but not the same; in the second the same; in the third one alone.
                ("focus", 0.75), ("survival", 0.5),

                // Of the five choices - agent 1 has none in the third step - one was to stop.
                ("idle_share", 0.2), ("mean_gap", (1 + 2 + 0.5 + 1 + 1) / 5.0), ("first_value", 4),
            ],
            statistics.Team.All.Select(figure => (figure.Key, Math.Round(figure.Value, 3))));
        Assert.Equal([9.0, 3], statistics.Agents.Select(agent => agent["damage_dealt"]!.Value));
        Assert.Equal([0.0, 7], statistics.Agents.Select(agent => agent["damage_taken"]!.Value));
        Assert.Equal([1.0, 0], statistics.Agents.Select(agent => agent["survival"]!.Value));
        Assert.Equal([0, 0.5], statistics.Agents.Select(agent => agent["idle_share"]!.Value));
        Assert.Equal([0L, 1, 3, 1], statistics.Actions);
        Assert.Equal(["marine", "medivac"], statistics.Kinds);
        Assert.Null(statistics.Team["collisions"]);
    }

    [Fact]
    public void Groups_are_means_by_won_and_lost()
    {
        using RecordFile record = Record(won: [1, 0, 0]);
        var team = TeamStatistics.Of(record);
        Assert.Equal([("all", 3), ("won", 1), ("lost", 2)], team.Groups.Select(group => (group.Name, group.Episodes.Count)));
        Assert.Equal(12, team.Groups[0].Team["damage_dealt"]);
        Assert.Equal([0, 0.2, 0.6, 0.2], team.Groups[2].Actions);
        string tables = StatisticsTables.Of(team, "A qmix");
        Assert.Contains("won (1)", tables, StringComparison.Ordinal);
        Assert.Contains("0 marine", tables, StringComparison.Ordinal);
        Assert.Contains("60.0 %", tables, StringComparison.Ordinal);
        Assert.Equal(2, StatisticsTables.Document(team)["lost"]!["episodes"]!.GetValue<int>());
        Assert.Equal(0.2, StatisticsTables.Document(team)["all"]!["actions"]!["attack 1"]!.GetValue<double>());
    }

    [Fact]
    public void Episodes_are_chosen_by_outcome_and_number()
    {
        using RecordFile record = Record(won: [1, 0, 0]);
        Assert.Equal([0, 1, 2], Chosen(null, null));
        Assert.Equal([1, 2], Chosen(null, false));
        Assert.Equal([1], Chosen(1, false));
        Assert.Equal([0], Chosen(5, true));
        using RecordFile won = Record(won: [1]);
        Assert.Equal(
            "'r.phxr' has 1 episodes, and none that the team lost",
            Assert.Throws<UserErrorException>(() => ReplayPart.Choose([("r.phxr", won)], null, false)).Message);

        IReadOnlyList<int> Chosen(int? most, bool? outcome) => Assert.Single(ReplayPart.Choose([("r.phxr", record)], most, outcome)).Episodes;
    }

    [Fact]
    public void A_page_that_would_be_too_large_is_refused_with_a_number_that_is_not()
    {
        ReplayPage.ThrowIfTooLarge(24_000_000, 10);
        Assert.Equal(
            "the page would have 64.0 MB for 10 episodes; at most 32.0 MB are allowed: take fewer with --episodes, such as 5",
            Assert.Throws<UserErrorException>(() => ReplayPage.ThrowIfTooLarge(48_000_000, 10)).Message);
    }

    private static RecordFile Record(params double[] won)
    {
        var stream = new MemoryStream();
        var header = new RecordHeader
        {
            Version = "1",
            Environment = "battle",
            Seed = "1",
            Agents = Agents,
            Actions = Names.Length,
            ActionNames = Names,
            Outputs = RecordedOutputs.Values,
            Joint = ["q_tot"],
            Statistics = ["battle_won"],
            EpisodeLimit = 10,
        };
        using (var writer = new RecordFileWriter(stream, header))
        {
            for (int episode = 0; episode < won.Length; episode++)
            {
                writer.Add(Episode(episode, won[episode]));
            }

            writer.Complete();
        }

        stream.Position = 0;
        return RecordFile.Open(stream, "record");
    }

    private static EpisodeContent Episode(int number, double won)
    {
        var frames = new FrameEncoder();
        FrameEvent[][] events =
        [
            [],
            [new("hit", 0, 2, 5), new("hit", 1, 3, 1), new("hit", 2, 1, 3)],
            [new("hit", 0, 2, 4), new("hit", 1, 2, 1), new("hit", 3, 1, 4), new("heal", 1, 0, 2.5)],
            [new("hit", 1, 3, 1), new("kill", 1, 3), new("kill", 2, 1)],
        ];
        for (int step = 0; step < events.Length; step++)
        {
            frames.Add(new Frame(8, 8, [.. Enumerable.Range(0, 4).Select(unit => Unit(unit, down: step == 3 && unit == 1))]) { Events = events[step] });
        }

        // Agent after agent, step after step: gaps of 1 and 2, 0.5 and 1, 1 and no choice.
        return new EpisodeContent
        {
            Number = number,
            Seed = (ulong)number,
            End = EpisodeEnd.Terminated,
            Return = 6,
            Rewards = [1, 2, 3],
            Statistics = [won],
            Frames = frames,
            Actions = [2, 1, 2, 3, 2, 0],
            Available =
            [
                false, true, true, true, false, true, true, false,
                false, true, true, false, false, true, false, true,
                false, true, true, true, true, false, false, false,
            ],
            Values =
            [
                9, 0, 3, 2, 9, 1, 3, 9,
                9, 1, 1.5f, 9, 9, 2, 9, 3,
                9, 4, 5, 1, 7, 9, 9, 9,
            ],
            Joint = [[4, 5, 6]],
        };
    }

    private static FrameItem Unit(int unit, bool down) => new(unit < Agents ? FrameRole.Agent : FrameRole.Opponent, FrameShape.Disc, unit, unit, 1)
    {
        Id = unit,
        Agent = unit < Agents ? unit : null,
        Kind = unit == 1 ? "medivac" : "marine",
        Down = down,
    };
}
