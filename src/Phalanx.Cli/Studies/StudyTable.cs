using System.Diagnostics;
using System.Globalization;
using Phalanx.Cli.Training;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;
using Spectre.Console;

namespace Phalanx.Cli.Studies;

/// <summary>A study on a terminal: a table of the cells that are being trained, with progress, rate, time left and the latest figures.</summary>
internal sealed class StudyTable : IStudyObserver
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    private readonly List<Row> _running = [];
    private LiveDisplayContext? _display;
    private int _cells;
    private int _finished;
    private int _failed;
    private long _last;

    /// <summary>Shows the table while a study runs.</summary>
    public T During<T>(Func<IStudyObserver, T> run) => AnsiConsole.Live(new Text("")).AutoClear(true).Start(display =>
    {
        _display = display;
        return run(this);
    });

    public void Planned(IReadOnlyList<(PlannedCell Cell, CellState State)> cells)
    {
        _cells = cells.Count;
        _finished = cells.Count(cell => cell.State.Progress == CellProgress.Finished);
        Show(now: true);
    }

    public void Waits(PlannedCell cell)
    {
    }

    public void Begun(PlannedCell cell, CellState from)
    {
        _running.Add(new Row(cell, from.TEnv));
        Show(now: true);
    }

    public void Progressed(PlannedCell cell, SlotReport report)
    {
        _running.Find(row => row.Cell == cell)?.Update(report);
        Show(now: false);
    }

    public void Ended(PlannedCell cell, SlotReport report)
    {
        _running.RemoveAll(row => row.Cell == cell);
        _ = report.Outcome == SlotOutcome.Done ? _finished++ : _failed++;
        Show(now: true);
    }

    private void Show(bool now)
    {
        if (!now && Stopwatch.GetElapsedTime(_last) < Refresh)
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        string failed = _failed > 0 ? $", {_failed} failed" : "";
        Table table = new Table().Border(TableBorder.None).Title($"{_finished} of {_cells} cells finished{failed}");
        table.AddColumns("cell", "t_env", "steps/s", "left", "latest");
        foreach (Row row in _running)
        {
            table.AddRow([.. row.Texts().Select(Markup.Escape)]);
        }

        _display!.UpdateTarget(table);
    }

    private sealed class Row(PlannedCell cell, long begun)
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private long _ahead;
        private string _latest = "";

        public PlannedCell Cell { get; } = cell;

        public void Update(SlotReport report)
        {
            _ahead = Math.Max(0, report.TEnv - begun);
            if (report.Figures is { } figures && figures.TryGetValue(MetricsColumns.TestReturnMean, out double mean))
            {
                _latest = $"test_return_mean {Figures.Number(mean)}";
            }
        }

        public IEnumerable<string> Texts()
        {
            double rate = _ahead / Stopwatch.GetElapsedTime(_start).TotalSeconds;
            long steps = Cell.Cell.Steps;
            string left = rate > 0 ? TimeSpan.FromSeconds(Math.Ceiling((steps - begun - _ahead) / rate)).ToString("g", CultureInfo.InvariantCulture) : "";
            return
            [
                StudyWords.Name(Cell),
                string.Create(CultureInfo.InvariantCulture, $"{begun + _ahead} of {steps}"),
                rate > 0 ? rate.ToString("F0", CultureInfo.InvariantCulture) : "",
                left,
                _latest,
            ];
        }
    }
}
