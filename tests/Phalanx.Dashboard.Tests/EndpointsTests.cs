using System.Net;
using System.Text.Json;

namespace Phalanx.Dashboard.Tests;

public sealed class EndpointsTests : DashboardTests
{
    protected override void Prepare()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            double value = 1 << seed;
            new SyntheticRun { Seed = (ulong)seed, Returns = [value, value, value], Wins = [0.25, 0.5, 0.5] }.Write(Path.Combine(Runs, "qmix", $"{seed}"));
        }

        new SyntheticRun { Algorithm = "vdn", Settings = [("learner.lr", "0.01")], FinalReturn = double.NaN }.Write(Path.Combine(Runs, "vdn"));
        string failed = new SyntheticRun { Algorithm = "iql" }.Write(Path.Combine(Runs, "failed"));
        File.Delete(Path.Combine(failed, "summary.json"));
        new WrittenProgress { State = "failed", Error = "loss is not a number" }.Write(failed);
        string running = new SyntheticRun { Algorithm = "iql", Seed = 1 }.Write(Path.Combine(Runs, "running"));
        File.Delete(Path.Combine(running, "summary.json"));
        new WrittenProgress().Write(running);
        string damaged = new SyntheticRun { Algorithm = "iql", Seed = 2 }.Write(Path.Combine(Runs, "settings"));
        File.WriteAllText(Path.Combine(damaged, "settings.yaml"), "a: &x 1\nb: *x\n");
        Directory.CreateDirectory(Path.Combine(Runs, "vdn", "records"));
        File.WriteAllText(Path.Combine(Runs, "vdn", "records", "a b.phxr"), "record");
    }

    protected override DashboardOptions Options() => base.Options() with
    {
        Presets = (_, _) => [new("learner.lr", 0.0005, "0.0005", new(Phalanx.Settings.SettingLayer.Default), "", "")],
    };

    [Fact]
    public async Task Runs_are_searched_sorted_and_cut_into_pages()
    {
        JsonElement list = await AskAsync("runs?query=algorithm%3Dqmix&sort=-latest&size=3&page=1");
        Assert.Equal((4, 1, 3), (list.GetProperty("total").GetInt32(), list.GetProperty("page").GetInt32(), list.GetProperty("size").GetInt32()));
        Assert.Equal([8, 4, 2], list.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("latest").GetDouble()));
        Assert.Equal("qmix/0", (await AskAsync("runs?query=qmix&sort=-latest&size=3&page=2")).GetProperty("runs")[0].GetProperty("path").GetString());
        JsonElement states = (await AskAsync("runs")).GetProperty("states");
        Assert.Equal("damaged 1, done 5, failed 1, running 1", string.Join(", ", states.EnumerateObject().Select(state => $"{state.Name} {state.Value}")));
    }

    [Fact]
    public async Task States_come_with_what_belongs_to_them()
    {
        JsonElement running = (await AskAsync("runs?state=running")).GetProperty("runs")[0];
        Assert.Equal((30_000, 100_000, 2310.5, "learn"), (
            running.GetProperty("t_env").GetInt64(), running.GetProperty("steps").GetInt64(), running.GetProperty("speed").GetDouble(), running.GetProperty("phase").GetString()));
        Assert.Equal("loss is not a number", (await AskAsync("runs?state=failed")).GetProperty("runs")[0].GetProperty("error").GetString());
        string damage = (await AskAsync("runs?state=damaged")).GetProperty("runs")[0].GetProperty("error").GetString()!;
        Assert.StartsWith("'settings/settings.yaml', line 1", damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_have_the_quartiles_of_their_seeds()
    {
        JsonElement group = (await AskAsync("groups?query=algorithm%3Dqmix")).GetProperty("groups")[0];
        Assert.Equal(4, group.GetProperty("seeds").GetInt32());
        Assert.Equal("""{"median":3,"q25":1.75,"q75":5,"n":4}""", group.GetProperty("return").GetRawText());
    }

    [Fact]
    public async Task Curves_are_of_groups_and_of_runs()
    {
        string group = (await AskAsync("groups?query=algorithm%3Dqmix")).GetProperty("groups")[0].GetProperty("id").GetString()!;
        JsonElement answer = await AskAsync($"curves?groups={group}&singles={group}&runs={await IdAsync("vdn")}");
        JsonElement curve = Assert.Single(answer.GetProperty("groups").EnumerateArray());
        Assert.Equal("[10000,20000,30000]", curve.GetProperty("x").GetRawText());
        Assert.Equal("[3,3,3]", curve.GetProperty("median").GetRawText());
        Assert.Equal("[1.75,1.75,1.75]", curve.GetProperty("q25").GetRawText());
        Assert.Equal("[5,5,5]", curve.GetProperty("q75").GetRawText());
        Assert.Equal("[4,4,4]", curve.GetProperty("n").GetRawText());
        Assert.Equal(5, answer.GetProperty("runs").GetArrayLength());
        Assert.Contains("test_battle_won_mean", answer.GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
        JsonElement won = await AskAsync($"curves?groups={group}&column=test_battle_won_mean&x=episode&smooth=0.5");
        Assert.Equal("[1,2,3]", won.GetProperty("groups")[0].GetProperty("x").GetRawText());
        Assert.Equal(3, won.GetProperty("groups")[0].GetProperty("smooth").GetArrayLength());
    }

    [Fact]
    public async Task Metrics_are_told_from_a_row_on()
    {
        JsonElement part = await AskAsync($"runs/{await IdAsync("qmix/1")}/metrics?columns=t_env,test_return_mean&since=1");
        Assert.Equal("""{"t_env":[20002,30003],"test_return_mean":[2,2]}""", part.GetProperty("columns").GetRawText());
        Assert.Equal((1, 3), (part.GetProperty("since").GetInt32(), part.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task All_of_a_run_is_told_and_settings_off_the_preset_are_marked()
    {
        JsonElement run = await AskAsync($"runs/{await IdAsync("vdn")}");
        JsonElement lr = run.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("path").GetString() == "learner.lr");
        Assert.Equal(("0.01", "0.0005"), (lr.GetProperty("value").GetString(), lr.GetProperty("preset").GetString()));
        Assert.Equal(JsonValueKind.Null, run.GetProperty("summary").GetProperty("final").GetProperty("test_return_mean").ValueKind);
        Assert.Equal("a b.phxr", run.GetProperty("run").GetProperty("records")[0].GetString());
    }

    [Fact]
    public async Task Only_settings_that_differ_are_told_unless_all_are_asked_for()
    {
        string[] ids = [await IdAsync("qmix/1"), await IdAsync("vdn")];
        JsonElement answer = await AskAsync($"diff?runs={string.Join(',', ids)}");
        Assert.Equal(
            ["algorithm.name qmix vdn", "learner.lr 0.0005 0.01", "training.seed 1 0"],
            answer.GetProperty("settings").EnumerateArray().Select(setting =>
                $"{setting.GetProperty("path")} {string.Join(' ', setting.GetProperty("values").EnumerateArray())}").Order(StringComparer.Ordinal));
        Assert.Equal(8, (await AskAsync($"diff?all=1&runs={string.Join(',', ids)}")).GetProperty("settings").GetArrayLength());
    }

    [Fact]
    public async Task Records_are_given_as_they_are_and_only_those_that_are_listed()
    {
        string id = await IdAsync("vdn");
        using HttpResponseMessage record = await SendAsync($"/api/v1/runs/{id}/records/a%20b.phxr");
        Assert.Equal("record", await record.Content.ReadAsStringAsync());
        foreach (string name in (string[])["..%2Fsettings.yaml", "%2e%2e%2fsettings.yaml", "..%5Csettings.yaml", "other.phxr", "a%20b.phxr%00"])
        {
            using HttpResponseMessage refused = await SendAsync($"/api/v1/runs/{id}/records/{name}");
            Assert.False(refused.IsSuccessStatusCode, name);
        }

        using HttpResponseMessage replay = await SendAsync($"/replay/{id}/a%20b.phxr");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replay.StatusCode);
        Assert.Contains("'vdn/records/a b.phxr'", await replay.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs?page=0", "'page' is '0'; allowed are 1 to 1000000")]
    [InlineData("runs?size=x", "'size' is 'x'; allowed are 1 to 500")]
    [InlineData("curves?x=time", "'x' is 'time'; allowed are t_env, episode, wall")]
    [InlineData("curves?smooth=2", "'smooth' is '2'; allowed are 0 to 0.99")]
    public async Task A_bad_question_is_told_in_a_sentence(string path, string sentence) =>
        Assert.Equal(sentence, (await AskAsync(path, HttpStatusCode.BadRequest)).GetProperty("error").GetString());

    [Theory]
    [InlineData("runs/000000000000")]
    [InlineData("runs/..%2F..%2Fetc")]
    [InlineData("runs/000000000000/metrics")]
    [InlineData("nothing")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.NotEmpty((await AskAsync(path, HttpStatusCode.NotFound)).GetProperty("error").GetString()!);

    [Fact]
    public async Task A_row_on_the_disk_is_told_to_a_page_that_listens_within_three_seconds()
    {
        string id = await IdAsync("running");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using Stream stream = await Client.GetStreamAsync(new Uri($"/api/v1/events?runs={id}", UriKind.Relative), patience.Token);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(patience.Token) != "event: hello")
        {
        }

        long written = TimeProvider.System.GetTimestamp();
        await File.AppendAllTextAsync(Path.Combine(Runs, "running", "metrics.csv"), "40001,4,4,0,,0.1,1,0.05,47\n");
        while (await reader.ReadLineAsync(patience.Token) != "event: rows")
        {
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(written).TotalSeconds, 0, 3);
        Assert.Equal($$"""data: {"id":"{{id}}","rows":4,"generation":0}""", await reader.ReadLineAsync(patience.Token));
    }
}
