using Phalanx.Dashboard.Curves;
using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Grouping;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Answers;

/// <summary>Curves of groups and runs, and the settings in which they differ.</summary>
/// <param name="catalogue">The runs.</param>
internal sealed class CurveAnswers(RunCatalogue catalogue)
{
    private const int MostGroups = 60;
    private const int MostRuns = 600;
    private const string Return = "test_return_mean";

    /// <summary>The curves.</summary>
    public CurveAnswer Curves(Question question)
    {
        string column = question["column"] ?? Return;
        string x = question.OneOf("x", "t_env", "episode", "wall");
        CurveAxis axis = x switch { "episode" => CurveAxis.Episode, "wall" => CurveAxis.Wall, _ => CurveAxis.TEnv };
        int points = question.Whole("points", 400, 10, 2000);
        double smooth = question.Number("smooth", 0, 0, 0.99);
        SeedGroup[] groups = Groups(question);
        FollowedRun[] runs = Runs(question);
        SortedSet<string> columns = new(StringComparer.Ordinal);
        GroupCurve[] curves = [.. groups.Select(group => Curve(group, Lines(group.Runs, column, axis, columns), axis, points, smooth))];
        RunCurveRow[] lines = [.. runs.Select(run => Line(run, column, axis, columns, points, smooth))];
        return new CurveAnswer(column, x, [.. columns], curves, lines);
    }

    /// <summary>The settings in which they differ, and with <c>all=1</c> those that are equal too.</summary>
    public DifferenceAnswer Differences(Question question)
    {
        SeedGroup[] groups = Groups(question);
        (string Label, SettingsText Settings)[] compared =
        [
            .. groups.Where(group => group.Runs[0].Settings is not null).Select(group => (Label(group), group.Runs[0].Settings!)),
            .. Runs(question).Select(run => run.View).Where(run => run.Settings is not null).Select(run => (Label(run), run.Settings!)),
        ];

        // Runs of a group differ in their seeds, which is not what a comparison of groups is after.
        Func<string, bool> counts = groups.Length > 0 ? SettingsText.Decides : _ => true;
        return new DifferenceAnswer(
            [.. compared.Select(each => each.Label)],
            [
                .. SeedGroups.Differences([.. compared.Select(each => each.Settings)], counts, equal: question["all"] == "1")
                    .Select(setting => new DifferenceRow(setting.Path, setting.Values, setting.Values.Distinct().Count() == 1)),
            ]);
    }

    private static GroupCurve Curve(SeedGroup group, IReadOnlyList<RunLine> lines, CurveAxis axis, int points, double smooth)
    {
        var curve = SeedCurve.Of(lines, axis == CurveAxis.TEnv ? group.Runs[0].Settings?.Interval : null, points);
        return new GroupCurve
        {
            Id = group.Id,
            Label = Label(group),
            Seeds = group.Runs.Count,
            X = curve.X,
            Median = curve.Median,
            Q25 = curve.Lower,
            Q75 = curve.Upper,
            N = curve.Counts,
            Smooth = smooth > 0 ? Smoothing.Of(curve.Median, smooth) : null,
        };
    }

    private static string Label(SeedGroup group) => group.Differs.Count == 0
        ? $"{group.Algorithm} on {group.Environment}"
        : $"{group.Algorithm} on {group.Environment} ({string.Join(", ", group.Differs.Take(3).Select(setting => $"{ShortName(setting.Key)} {setting.Value}"))}{(group.Differs.Count > 3 ? ", ..." : "")})";

    private static string Label(RunView run) => $"{run.Algorithm} on {run.Environment}, seed {run.Settings?.Seed ?? "unknown"}";

    private static string ShortName(string path) => path[(path.LastIndexOf('.') + 1)..];

    private SeedGroup[] Groups(Question question)
    {
        // Among all groups, because what tells a group from others does not depend on what is asked for.
        HashSet<string> ids = [.. question.List("groups", MostGroups)];
        return ids.Count == 0 ? [] : [.. SeedGroups.Of(catalogue.Runs.Select(run => run.View)).Where(group => ids.Contains(group.Id))];
    }

    private FollowedRun[] Runs(Question question)
    {
        HashSet<string> ofGroups = [.. question.List("singles", MostGroups)];
        return
        [
            .. question.List("runs", MostRuns).Select(catalogue.Find).OfType<FollowedRun>()
                .Concat(ofGroups.Count == 0 ? [] : catalogue.Runs.Where(run => ofGroups.Contains(run.View.GroupId)))
                .Distinct().Take(MostRuns),
        ];
    }

    private RunLine[] Lines(IReadOnlyList<RunView> runs, string column, CurveAxis axis, SortedSet<string> columns) =>
        [.. runs.Select(run => catalogue.Find(run.Place.Id)).OfType<FollowedRun>().Select(run => Line(run, column, axis, columns))];

    private RunCurveRow Line(FollowedRun run, string column, CurveAxis axis, SortedSet<string> columns, int points, double smooth)
    {
        RunLine line = Line(run, column, axis, columns).Thin(points);
        return new RunCurveRow(run.View.Place.Id, run.View.GroupId, Label(run.View), line.X, line.Y) { Smooth = smooth > 0 ? Smoothing.Of(line.Y, smooth) : null };
    }

    private RunLine Line(FollowedRun run, string column, CurveAxis axis, SortedSet<string> columns)
    {
        TrainingTimes? times = axis == CurveAxis.Wall ? TrainingTimes.Of(run.View.Place.Folder, catalogue.Bounds.Contains) : null;
        return run.Read(metrics =>
        {
            columns.UnionWith(WithNumbers(metrics));
            return RunLine.Of(metrics, column, axis, tEnv => times?.At(tEnv));
        });
    }

    /// <summary>The columns that have a curve: those with a number in some row.</summary>
    private static IEnumerable<string> WithNumbers(MetricsFollower metrics) =>
        metrics.Columns.Where(column => column is not ("t_env" or "episode") && metrics[column].Any(value => value is not null));
}
