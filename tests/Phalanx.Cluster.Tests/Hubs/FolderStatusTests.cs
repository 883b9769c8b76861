using System.Text.Json.Nodes;
using Phalanx.Cli.Clusters;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Foundation;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>What the files of a hub's studies tell without the hub.</summary>
public sealed class FolderStatusTests : IDisposable
{
    private readonly ToyDesk _toys = new();

    private string Studies => _toys["studies"];

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void The_files_tell_what_the_hub_tells_but_for_what_was_reported_since()
    {
        _toys.Submit(4);
        CellOrder[] orders = [.. new[] { "a", "b", "c" }.Select(worker =>
        {
            _toys.Join(worker);
            return _toys.Take(worker);
        })];
        _toys.Report("a", ToyDesk.Busy(0, orders[0])); // it tells of 10 steps, which no snapshot has
        _toys.Report("b", ToyDesk.Busy(0, orders[1]) with { Outcome = SlotOutcome.UserError, Message = "it cannot work" });
        _toys.Desk.Cancel(ToyDesk.Study, orders[2].Cell);
        var files = new FolderStatus(Studies);
        JsonObject told = ClusterReport.Document("hub:1", _toys.Desk.Status());
        JsonObject read = ClusterReport.Document(null, files.Read());
        Assert.Equal("10", $"{told["studies"]![0]!["running"]![0]!["t_env"]}");
        foreach ((string name, JsonNode? value) in new KeyValuePair<string, JsonNode?>[] { new("t_env", 0), new("rate", null) })
        {
            told["studies"]![0]!["running"]![0]![name] = value;
        }

        // Both workers whose cells were taken from them are free, of which only the hub knows.
        JsonArray workers = told["workers"]!.AsArray();
        workers.RemoveAt(2);
        workers.RemoveAt(1);
        (workers[0]!["slots"], workers[0]!["last_report_seconds"]) = (null, null);
        (told["hub"], told["studies"]![0]!["rate"], told["studies"]![0]!["seconds_left"]) = (null, null, null);
        Assert.Equal(told.ToJsonString(), read.ToJsonString());
        string text = Text(files.Read());
        Assert.Contains("study toys: 0 of 4 cells done, 1 running, 1 waiting, 2 failed or taken out\n", text, StringComparison.Ordinal);
        Assert.Contains($"  {orders[0].Cell}: 0 of 40 on a\n", text, StringComparison.Ordinal);
        Assert.Contains($"  {orders[1].Cell}: failed: it cannot work\n", text, StringComparison.Ordinal);
        Assert.Contains("worker a: 1 slots busy\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("heard of", text, StringComparison.Ordinal);

        // And it follows.
        _toys.Desk.Cancel(ToyDesk.Study, null);
        Assert.Equal(4, files.Read().Studies.Single().Failed);
        Assert.Empty(files.Read().Workers);
    }

    [Fact]
    public void A_hub_tells_how_long_it_takes_by_the_rates_of_its_workers()
    {
        _toys.Submit(2);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        _toys.Report("a", ToyDesk.Busy(0, order)); // 10 of 40 steps, one a second
        StudyStatus study = _toys.Desk.Status().Studies.Single();
        Assert.Equal((1, 1, 70, 1.0, 70.0), (study.Running, study.Waiting, study.StepsLeft, study.Rate, study.SecondsLeft));
        Assert.Contains("; 1 steps a second, 0:01:10 left\n", Text(_toys.Desk.Status(), "hub:1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_that_cannot_be_read_is_a_trouble_and_one_without_a_journal_is_no_hubs()
    {
        _toys.Submit(1);
        Directory.CreateDirectory(Path.Combine(Studies, "bad"));
        File.WriteAllText(Path.Combine(Studies, "bad", "plan.json"), "{");
        string own = Path.Combine(Studies, "swept");
        Directory.CreateDirectory(own);
        File.Copy(Path.Combine(Studies, ToyDesk.Study, "plan.json"), Path.Combine(own, "plan.json"));
        HubStatus status = new FolderStatus(Studies).Read();
        Assert.Equal([ToyDesk.Study], status.Studies.Select(study => study.Name));
        Assert.Contains("is damaged", Assert.Single(status.Troubles), StringComparison.Ordinal);
        Assert.Contains("trouble: ", Text(status), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_one_study_and_the_one_where_a_hub_was_started_do_too_and_others_are_refused()
    {
        _toys.Submit(1);
        Assert.Single(new FolderStatus(Path.Combine(Studies, "toys")).Read().Studies);
        Assert.Single(new FolderStatus(Path.GetDirectoryName(Studies)!).Read().Studies);
        Assert.StartsWith("there is no study in ", Assert.Throws<UserErrorException>(() => new FolderStatus(Path.GetTempPath())).Message, StringComparison.Ordinal);
        Assert.StartsWith("there is no folder ", Assert.Throws<UserErrorException>(() => new FolderStatus("not/there")).Message, StringComparison.Ordinal);
    }

    private static string Text(HubStatus status, string? hub = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        ClusterReport.Print(writer, hub, status);
        return writer.ToString();
    }
}
