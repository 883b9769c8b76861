using System.Net;
using System.Text.Json;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Dashboard.Tests;

/// <summary>What is answered of studies.</summary>
public sealed class StudiesTests : DashboardTests
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private string Study => Path.Combine(Runs, "studies", "lr");

    protected override void Prepare()
    {
        WrittenStudy.WritePlan(Study, "lr", [.. Enumerable.Range(0, 5).Select(seed => new OutlinedCell($"{seed:0000}-qmix-{seed}", $"qmix/battle/3m/d0/{seed}", 100_000, 1))]);
        WrittenStudy.WriteJournal(
            Study,
            new JournalEntry(JournalKind.Class) { Message = "kernels 256" },
            Entry(0, JournalKind.Granted, 0, 1) with { Worker = "node-a" },
            Entry(0, JournalKind.Granted, 1, 1) with { Worker = "node-b" },
            Entry(10, JournalKind.Committed, 0, 1) with { TEnv = 30_000 },
            Entry(70, JournalKind.Expired, 0, 1),
            Entry(80, JournalKind.Granted, 0, 2) with { Worker = "node-b" },
            Entry(90, JournalKind.Committed, 1, 1) with { TEnv = 100_000 },
            Entry(90, JournalKind.Ended, 1, 1) with { Worker = "node-b", Outcome = SlotOutcome.Done, TEnv = 100_000 },
            Entry(91, JournalKind.Granted, 2, 1) with { Worker = "node-b" },
            Entry(95, JournalKind.Ended, 2, 1) with { Worker = "node-b", Outcome = SlotOutcome.UserError, TEnv = 7, Message = "it cannot work\u202e", Final = true });
        new SyntheticRun { Seed = 1 }.Write(Path.Combine(Runs, "cells/qmix/battle/3m/d0/1"));
        Running(Path.Combine(Study, "attempts", "0000-qmix-0", "1"));
        WrittenStudy.WritePlan(
            Path.Combine(Runs, "swept"), "swept", [new("0000-qmix-1", "qmix/battle/3m/d0/1", 100_000, 1), new("0001-qmix-7", "qmix/battle/3m/d0/7", 1, 1), new("0002-x-7", "../../../etc", 1, 1)]);
        Running(Path.Combine(Runs, "swept", "attempts", "0001-qmix-7", "2"));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Runs, "bad")).FullName, "plan.json"), "{");
    }

    [Fact]
    public async Task Studies_are_listed_with_their_states_and_a_damaged_one_with_its_sentence()
    {
        JsonElement studies = (await AskAsync("studies")).GetProperty("studies");
        Assert.Equal(["studies/lr", "swept", "bad"], studies.EnumerateArray().Select(study => study.GetProperty("path").GetString()));
        JsonElement lr = studies[0];
        Assert.Equal(("lr", "kernels 256", 5, 1, 1, 1), (
            lr.GetProperty("name").GetString(), lr.GetProperty("class").GetString(), lr.GetProperty("cells").GetInt32(), lr.GetProperty("workers").GetInt32(),
            lr.GetProperty("leases_lost").GetInt32(), lr.GetProperty("failures").GetInt32()));
        Assert.Equal("done 1, failed 1, running 1, waiting 2", States(lr));
        Assert.Equal("'bad/plan.json' is damaged; delete its folder to begin the study anew, its cells stay", studies[2].GetProperty("error").GetString());
        Assert.Equal(3, (await AskAsync("health")).GetProperty("studies").GetInt32());
    }

    [Fact]
    public async Task A_study_without_a_journal_is_told_by_its_runs()
    {
        JsonElement swept = (await AskAsync("studies")).GetProperty("studies")[1];
        Assert.False(swept.GetProperty("journal").GetBoolean());
        Assert.Equal("done 1, running 1, waiting 1", States(swept));
        JsonElement[] cells = [.. (await AskAsync($"studies/{swept.GetProperty("id")}/cells")).GetProperty("cells").EnumerateArray()];
        Assert.Equal(["qmix battle/3m 1 done", "qmix battle/3m 7 running", ".. .. etc waiting"], cells.Select(cell =>
            $"{cell.GetProperty("algorithm")} {cell.GetProperty("environment")} {cell.GetProperty("seed")} {cell.GetProperty("state")}"));
        Assert.Equal(30_000, cells[1].GetProperty("t_env").GetInt64());
        Assert.Equal(JsonValueKind.Null, cells[2].GetProperty("run").ValueKind);
    }

    [Fact]
    public async Task Workers_failures_and_alarms_are_told()
    {
        JsonElement detail = await AskAsync($"studies/{await StudyIdAsync()}");
        Assert.Equal(
            ["node-b has 1 of 3, 1 done, 1 snapshots, 0 lost, 1 bad", "node-a has 0 of 1, 0 done, 1 snapshots, 1 lost, 0 bad"],
            detail.GetProperty("workers").EnumerateArray().Select(worker =>
                $"{worker.GetProperty("name")} has {worker.GetProperty("cells")} of {worker.GetProperty("given")}, {worker.GetProperty("done")} done, {worker.GetProperty("commits")} snapshots, {worker.GetProperty("leases_lost")} lost, {worker.GetProperty("failures")} bad"));
        JsonElement bad = Assert.Single(detail.GetProperty("bad").EnumerateArray());
        Assert.Equal(("0002-qmix-2", "user error", true, "it cannot work\\u202E"), (
            bad.GetProperty("cell").GetString(), bad.GetProperty("outcome").GetString(), bad.GetProperty("given_up").GetBoolean(), bad.GetProperty("message").GetString()));
        Assert.StartsWith("1 cell was given up", Assert.Single(detail.GetProperty("alarms").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_lead_to_their_runs_and_tell_where_and_how_long_they_were_trained()
    {
        string id = await StudyIdAsync();
        JsonElement[] cells = [.. (await AskAsync($"studies/{id}/cells?sort=cell")).GetProperty("cells").EnumerateArray()];
        JsonElement first = cells[0];
        Assert.Equal(("running", "node-b", 2, 2, 1, 30_000, 100_000), (
            first.GetProperty("state").GetString(), first.GetProperty("worker").GetString(), first.GetProperty("epoch").GetInt32(), first.GetProperty("attempts").GetInt32(),
            first.GetProperty("leases_lost").GetInt32(), first.GetProperty("t_env").GetInt32(), first.GetProperty("steps").GetInt32()));
        Assert.Equal(await IdAsync("studies/lr/attempts/0000-qmix-0/1"), first.GetProperty("run").GetString());
        Assert.Equal((90.0, await IdAsync("cells/qmix/battle/3m/d0/1")), (cells[1].GetProperty("seconds").GetDouble(), cells[1].GetProperty("run").GetString()));
        Assert.Equal("it cannot work\\u202E", cells[2].GetProperty("message").GetString());
        Assert.Equal(0, cells[3].GetProperty("attempts").GetInt32());
    }

    [Theory]
    [InlineData("state=failed,done", "0001-qmix-1 0002-qmix-2")]
    [InlineData("worker=node-b", "0000-qmix-0 0001-qmix-1 0002-qmix-2")]
    [InlineData("query=QMIX-3+battle", "0003-qmix-3")]
    [InlineData("sort=-t_env&size=2", "0001-qmix-1 0000-qmix-0")]
    [InlineData("size=2&page=3", "0004-qmix-4")]
    public async Task Cells_are_searched_sorted_and_cut_into_pages(string question, string expected) => Assert.Equal(
        expected,
        string.Join(' ', (await AskAsync($"studies/{await StudyIdAsync()}/cells?{question}")).GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("id").GetString())));

    [Fact]
    public async Task What_there_is_not_is_refused()
    {
        Assert.Equal("there is no such study", (await AskAsync("studies/aaaaaaaaaaaa", HttpStatusCode.NotFound)).GetProperty("error").GetString());
        await AskAsync("studies/..%2F..%2Fplan/cells", HttpStatusCode.NotFound);
        await AskAsync($"studies/{await StudyIdAsync()}/cells?sort=nothing", HttpStatusCode.BadRequest);
    }

    private static void Running(string folder)
    {
        new SyntheticRun { Seed = 0 }.Write(folder);
        File.Delete(Path.Combine(folder, "summary.json"));
        new WrittenProgress().Write(folder);
    }

    private static JournalEntry Entry(double seconds, JournalKind kind, int cell, long epoch) =>
        new(kind) { Cell = $"{cell:0000}-qmix-{cell}", Epoch = epoch, At = Start.AddSeconds(seconds) };

    private static string States(JsonElement study) => string.Join(
        ", ", study.GetProperty("states").EnumerateObject().OrderBy(state => state.Name, StringComparer.Ordinal).Select(state => $"{state.Name} {state.Value}"));

    private async Task<string> StudyIdAsync() => (await AskAsync("studies")).GetProperty("studies")[0].GetProperty("id").GetString()!;
}
