namespace Phalanx.Dashboard.Answers;

/// <summary>Curves of groups and of runs.</summary>
/// <param name="Column">The column.</param>
/// <param name="X">What they are drawn over.</param>
/// <param name="Columns">The columns that one of the runs has.</param>
/// <param name="Groups">The curves of groups.</param>
/// <param name="Runs">The curves of runs.</param>
internal sealed record CurveAnswer(
    string Column, string X, IReadOnlyList<string> Columns, IReadOnlyList<GroupCurve> Groups, IReadOnlyList<RunCurveRow> Runs);

/// <summary>The curve of a group.</summary>
internal sealed record GroupCurve
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required int Seeds { get; init; }

    public required IReadOnlyList<double> X { get; init; }

    public required IReadOnlyList<double> Median { get; init; }

    public required IReadOnlyList<double> Q25 { get; init; }

    public required IReadOnlyList<double> Q75 { get; init; }

    public required IReadOnlyList<int> N { get; init; }

    /// <summary>The smoothed medians; null where they were not asked for.</summary>
    public IReadOnlyList<double>? Smooth { get; init; }
}

/// <summary>The curve of a run.</summary>
internal sealed record RunCurveRow(string Id, string Group, string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The smoothed values; null where they were not asked for.</summary>
    public IReadOnlyList<double>? Smooth { get; init; }
}

/// <summary>The settings in which runs differ.</summary>
/// <param name="Labels">What each of them is called.</param>
/// <param name="Settings">The settings.</param>
internal sealed record DifferenceAnswer(IReadOnlyList<string> Labels, IReadOnlyList<DifferenceRow> Settings);

/// <summary>A setting of several runs.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Values">Its text in each; null where one has none.</param>
/// <param name="Equal">Whether all are the same.</param>
internal sealed record DifferenceRow(string Path, IReadOnlyList<string?> Values, bool Equal);

/// <summary>How the dashboard is.</summary>
internal sealed record HealthAnswer(string Version, string Folder, int Runs, int Studies, int Clients, long MemoryBytes);

/// <summary>Rows that came to a run.</summary>
internal sealed record RowsEvent(string Id, int Rows, int Generation);

/// <summary>A run that is gone.</summary>
internal sealed record GoneEvent(string Id);

/// <summary>Why a question has no answer.</summary>
internal sealed record Refusal(string Error);
