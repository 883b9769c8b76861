using System.Text.Json.Nodes;
using Phalanx.Analysis.Reports;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Reports;

public sealed class ReportFolderTests : IDisposable
{
    private readonly ReportRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void The_page_stands_with_its_figures_and_tables_and_documents()
    {
        string folder = _runs.Folder["report"];
        ReportFolder.Write(_runs.Report(new SyntheticRun(), new SyntheticRun { Algorithm = "vdn" }), folder);
        Assert.Equal(["arms.csv", "curves.csv", "figures", "index.html", "marl-eval", "pairs.csv", "report.json", "runs.csv"], _runs.Folder.Names("report"));
        Assert.Equal(["metrics.json"], _runs.Folder.Names("report", "marl-eval", "battle"));
        JsonNode document = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "report.json")))!;
        string[] files = [.. document["files"]!.AsArray().Select(name => name!.GetValue<string>())];
        Assert.All(files, name => Assert.True(File.Exists(Path.Combine(folder, name)), name));
        Assert.Equal(2, document["runs"]!.GetValue<int>());
        string[] arms = File.ReadAllLines(Path.Combine(folder, "arms.csv"));
        Assert.StartsWith("task,arm,metric,score,runs,failed,median,", arms[0], StringComparison.Ordinal);
        Assert.StartsWith("battle/3m,qmix,return,final,1,0,3,", arms[1], StringComparison.Ordinal);
        Assert.Equal(1 + 2 * 3, File.ReadAllLines(Path.Combine(folder, "curves.csv")).Length);
    }

    [Fact]
    public void Equal_runs_give_equal_bytes()
    {
        Report report = _runs.Report(new SyntheticRun(), new SyntheticRun { Seed = 1, Returns = [3, 4, 5] });
        ReportFolder.Write(report, _runs.Folder["one"]);
        ReportFolder.Write(report, _runs.Folder["two"]);
        string[] files = [.. Directory.EnumerateFiles(_runs.Folder["one"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_runs.Folder["one"], file))];
        Assert.True(files.Length > 8);
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_runs.Folder["one"], file)), File.ReadAllBytes(Path.Combine(_runs.Folder["two"], file))));
    }

    [Fact]
    public void A_report_is_replaced_and_its_old_figures_are_gone_but_no_other_file()
    {
        string folder = _runs.Folder["report"];
        ReportFolder.Write(_runs.Report(new SyntheticRun { Environment = "hunt" }), folder);
        File.WriteAllText(Path.Combine(folder, "figures", "mine.txt"), "mine");
        ReportFolder.Write(_runs.Report(new SyntheticRun()), folder);
        string[] figures = _runs.Folder.Names("report", "figures");
        Assert.Contains("mine.txt", figures);
        Assert.DoesNotContain(figures, name => name.Contains("hunt", StringComparison.Ordinal));
        Assert.Contains("task-battle-3m-return-median.svg", figures);
    }

    [Fact]
    public void A_list_of_files_that_leads_elsewhere_removes_nothing()
    {
        string folder = _runs.Folder["report"];
        string kept = _runs.Folder.Write("kept.txt", "x");
        _runs.Folder.Write("report/report.json", """{"files": ["figures/../../kept.txt", "../kept.txt", "runs.csv", 3]}""");
        ReportFolder.Write(_runs.Report(new SyntheticRun()), folder);
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_refused()
    {
        _runs.Folder.Write("other/notes.txt", "x");
        string folder = _runs.Folder["other"];
        Assert.Equal(
            $"'{folder}' exists and is not a report; name a folder that is empty, or that a report may be replaced in",
            Assert.Throws<UserErrorException>(() => ReportFolder.Write(_runs.Report(new SyntheticRun()), folder)).Message);
        Assert.Equal(["notes.txt"], _runs.Folder.Names("other"));
    }

    [Fact]
    public void Fields_of_tables_are_quoted_where_they_must_be()
    {
        ReportFolder.Write(_runs.Report(new SyntheticRun { Algorithm = "a,\"b\"" }), _runs.Folder["report"]);
        Assert.Contains("battle/3m,\"a,\"\"b\"\"\",return,", File.ReadAllText(_runs.Folder["report/arms.csv"]), StringComparison.Ordinal);
    }
}
