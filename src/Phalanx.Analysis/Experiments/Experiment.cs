using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>One table, figure, panel or group of theorems of a paper, as data.</summary>
public sealed record Experiment
{
    /// <summary>Its name, <c>paper/table-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its name without the paper's, <c>table-1</c>.</summary>
    public string Slug => Name[(Paper.Length + 1)..];

    /// <summary>What it shows, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The key of the paper.</summary>
    public required string Paper { get; init; }

    /// <summary>Where it stands in the paper.</summary>
    public required string Place { get; init; }

    /// <summary>What its result is made of.</summary>
    public required ExperimentKind Kind { get; init; }

    /// <summary>The numbers that the paper prints.</summary>
    public PaperValues PaperValues { get; init; } = new(PaperValueStatus.Absent, []);

    /// <summary>Where arms are trained. Empty for experiments without cells.</summary>
    public IReadOnlyList<ExperimentEnvironment> Environments { get; init; } = [];

    /// <summary>The settings of every cell; those of an environment and of an arm are stronger.</summary>
    public IReadOnlyList<PlacedSetting> Settings { get; init; } = [];

    /// <summary>What is compared.</summary>
    public IReadOnlyList<ExperimentArm> Arms { get; init; } = [];

    /// <summary>The seeds of every arm.</summary>
    public ExperimentSeeds Seeds { get; init; } = new([], 0, null);

    /// <summary>The short form; null for an experiment of which a short form would say nothing.</summary>
    public QuickForm? Quick { get; init; }

    /// <summary>What the paper says of it.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>How the paper draws it.</summary>
    public ReportForm Report { get; init; } = new(FigureForm.None, CurveStatistic.MedianQuartiles, "test_return_mean", "t_env");

    /// <summary>What is known to be wrong or unclear, printed under the result.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What it was read from.</summary>
    public required string File { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
