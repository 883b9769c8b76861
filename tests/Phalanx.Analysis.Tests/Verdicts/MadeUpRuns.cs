using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Verdicts;
using Phalanx.Settings;

namespace Phalanx.Analysis.Tests.Verdicts;

/// <summary>Runs of which one figure is made up, whatever it is called: a number for every seed from 0 on, not a number for one that failed.</summary>
internal sealed class MadeUpRuns : IExperimentRuns
{
    private readonly Dictionary<(string Arm, string Environment, ulong Seed), IRunFigures> _runs = [];

    private readonly List<(string Arm, ResolvedSetting Setting)> _own = [];

    public static MadeUpRuns Of(string arm, params double[] figures) => new MadeUpRuns().And(arm, figures);

    public MadeUpRuns And(string arm, params double[] figures) => On("game", arm, figures);

    public MadeUpRuns On(string environment, string arm, params double[] figures)
    {
        for (int seed = 0; seed < figures.Length; seed++)
        {
            _runs.Add((arm, environment, (ulong)seed), new Run(figures[seed]));
        }

        return this;
    }

    public MadeUpRuns WithCurves(string arm, params double[][] curves)
    {
        for (int seed = 0; seed < curves.Length; seed++)
        {
            _runs.Add((arm, "game", (ulong)seed), new Run(curves[seed][^1], curves[seed]));
        }

        return this;
    }

    /// <summary>Gives the runs of an arm a setting of ours.</summary>
    public MadeUpRuns WithOwn(string arm, string path, string value)
    {
        _own.Add((arm, new ResolvedSetting(path, value, value, new SettingOrigin(SettingLayer.File, "", "this library's own"), "", "")));
        return this;
    }

    public IReadOnlyList<ResolvedSetting> OwnSettings(string arm, string environment) => [.. _own.Where(own => own.Arm == arm).Select(own => own.Setting)];

    public IRunFigures? Find(string arm, string environment, ulong seed) => _runs.GetValueOrDefault((arm, environment, seed));

    private sealed record Run(double Figure, double[]? Curve = null) : IRunFigures
    {
        public string? Failure => double.IsNaN(Figure) ? "it was stopped" : null;

        public IReadOnlyList<int>? GreedyJointAction => Figure == 8 ? [0, 0] : [1, 1];

        // A figure that a run does not have.
        public double? Of(Metric metric, RowRange rows) => Figure == -999 ? null : Figure;

        public RunCurve? CurveOf(string column) =>
            Curve is null ? null : new RunCurve(10, [.. Enumerable.Range(1, Curve.Length).Select(row => 10L * row + (Figure > 0 ? 1 : 0))], [.. Curve.Select(value => (double?)value)]);
    }
}
