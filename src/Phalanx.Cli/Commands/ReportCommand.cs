using System.CommandLine;
using System.Text.Json.Nodes;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;
using Phalanx.Cli.Analysis;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Numerics.Parallel;
using Phalanx.Settings;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx report</c>: what many runs gave, as one page with its figures and tables.</summary>
internal sealed class ReportCommand : Command
{
    private readonly Library _library;

    private readonly Argument<string[]> _runs = new("run-dir")
    {
        Description = "Run directories, or folders that have some in them. Damaged and unfinished runs are named and left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _out = new("--out") { Description = "The folder of the report: empty, or one whose report is replaced.", HelpName = "DIR" };

    private readonly Option<string[]> _compare = new("--compare")
    {
        Description = "Two run directories or folders of runs, to put side by side with the settings that differ.",
        HelpName = "A B",
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed of the bootstrap intervals.", HelpName = "N" };
    private readonly Option<bool> _absolute = new("--absolute")
    {
        Description = $"Also test the weights of every run on {AbsoluteTest.Factor} times as many fresh episodes as its tests have: the absolute metric. It takes a while.",
    };

    private readonly JsonOption _json = new();

    public ReportCommand(Library library)
        : base("report", "Make one page of many runs: curves, statistics with intervals, tables, and their files.")
    {
        _library = library;
        Add(_runs);
        Add(_out);
        Add(_compare);
        Add(_seed);
        Add(_absolute);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        string[] named = result.GetValue(_runs) ?? [];
        string[] sets = result.GetValue(_compare) ?? [];
        string folder = result.GetValue(_out) ?? throw new UserErrorException("name the folder of the report with --out");
        if (named.Length + sets.Length == 0)
        {
            throw new UserErrorException("name run directories, or two sets of runs with --compare");
        }

        if (sets.Length == 1)
        {
            throw new UserErrorException($"option '--compare' has '{sets[0]}' alone; it needs two run directories or folders of runs");
        }

        ReportFolder.ThrowIfTaken(folder);
        var options = new ReportOptions { Seed = result.GetValue(_seed), Payoffs = PayoffsOf };
        var known = new KnownSettings(_library.Environments, _library.Algorithms);
        var report = Report.Of(LoadedRuns.Read([.. named, .. sets], known, cancellation), options);
        if (sets.Length > 0)
        {
            report = report with
            {
                Comparisons = Comparison.Of(LoadedRuns.Read([sets[0]], known, cancellation).Runs, LoadedRuns.Read([sets[1]], known, cancellation).Runs, options),
            };
        }

        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_absolute))
        {
            report = report with { Absolute = AbsoluteTestsOf(report, !result.GetValue(_json) && Terminal.IsTerminal(output), cancellation) };
        }

        ReportFolder.Write(report, folder);
        if (result.GetValue(_json))
        {
            JsonObject document = ReportDocument.Of(report);
            document.Insert(0, "report", folder);
            JsonDocuments.Write(output, document);
        }
        else
        {
            Print(output, report, folder);
        }

        return ExitCode.Done;
    }

    private static void Print(TextWriter output, Report report, string folder)
    {
        foreach (string reason in report.LeftOut)
        {
            output.WriteLine($"left out: {Shown.Sentence(reason)}");
        }

        if (report.Absolute is { } absolute)
        {
            foreach (string reason in absolute.LeftOut)
            {
                output.WriteLine($"not tested: {Shown.Sentence(reason)}");
            }

            output.WriteLine($"the weights of {absolute.Count} runs were tested on {AbsoluteTest.Factor} times as many episodes as a test has");
        }

        output.WriteLine(
            $"{Counted(report.Runs.Count(), "run")} in {Counted(report.Groups.Count, "group")}, on {Counted(report.Tasks.Count, "task")}");
        output.WriteLine($"the report is in {Shown.Name(Path.Combine(folder, ReportFolder.PageFile))}");
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private AbsoluteTests AbsoluteTestsOf(Report report, bool shown, CancellationToken cancellation)
    {
        using var workers = new WorkerPool(Environment.ProcessorCount);
        return WorkProgress.During(
            shown, "testing weights", progress => AbsoluteTests.Of([.. report.Runs], _library.Environments, _library.Algorithms, workers, progress, cancellation));
    }

    /// <summary>The payoffs of a game of one step. One that this program does not know has none.</summary>
    private PayoffTable? PayoffsOf(FinishedRun run)
    {
        if (run.Summary.OneStep is null || _library.Environments.Find(run.Environment) is not { } game)
        {
            return null;
        }

        string[] settings =
        [
            .. run.Settings.Where(setting => RunNames.IsOfEnvironment(setting.Key) && setting.Key != $"{RunNames.EnvironmentGroup}.name")
                .Select(setting => $"{setting.Key}={setting.Value}"),
        ];
        try
        {
            return game.SpecOf(_library.Settings.ResolveEnvironment(run.Environment, settings)).Payoffs;
        }
        catch (UserErrorException)
        {
            return null;
        }
    }
}
