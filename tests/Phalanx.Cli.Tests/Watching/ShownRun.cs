using Phalanx.Cli.Watching;
using Phalanx.Learning.Runs;
using Spectre.Console;

namespace Phalanx.Cli.Tests.Watching;

/// <summary>A run that was never trained, to draw pictures of.</summary>
internal static class ShownRun
{
    public static RunTitle Title { get; } = new("qmix", "battle/3m", "1", 1_000_000, "runs/qmix/battle/3m/1");

    public static RunStatus Status { get; } = new()
    {
        State = RunState.Running,
        Beat = 40,
        Pid = 77,
        Started = new DateTime(2026, 3, 1, 9, 30, 0, DateTimeKind.Utc),
        Updated = new DateTime(2026, 3, 1, 9, 34, 0, DateTimeKind.Utc),
        Phase = RunPhase.Learn,
        TEnv = 600_112,
        Steps = 1_000_000,
        Episodes = 14_210,
        TrainingSteps = 1_776,
        WallSeconds = 252,
        StepsPerSecond = 2_310,
        SecondsLeft = 173.1,
        Rows = 60,
        Checkpoint = 500_040,
        MemoryBytes = 1_234_000_000,
    };

    /// <summary>Sixty tests, the return and the battles won growing, the loss falling.</summary>
    public static MetricsFollower Metrics(TemporaryFolder folder, Func<int, IReadOnlyDictionary<string, double>>? figures = null, string[]? statistics = null)
    {
        MetricsFile file = MetricsFile.Create(folder.At("metrics.csv"), new MetricsColumns(statistics ?? ["battle_won"], []));
        for (int row = 0; row < 60; row++)
        {
            file.Append((row + 1) * 10_000, row * 200, (figures ?? Figures)(row));
        }

        var metrics = new MetricsFollower(folder.At("metrics.csv"));
        metrics.Follow();
        return metrics;
    }

    public static Dictionary<string, double> Figures(int row) => new()
    {
        [MetricsColumns.TestReturnMean] = row == 55 ? 19.7 : (row * 0.35) - (row * row * 0.0005),
        [MetricsColumns.TestBattleWonMean] = Math.Round(row / 64.0, 2),
        [MetricsColumns.Loss] = 0.7 / (row + 1),
        [MetricsColumns.Epsilon] = 0.05,
    };

    /// <summary>The lines that appear on a terminal without colours.</summary>
    public static string[] Draw(RunView view, int width)
    {
        var text = new StringWriter();
        IAnsiConsole console = Console(text, width);
        console.Write(new RunPicture(view));
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd())];
    }

    public static IAnsiConsole Console(StringWriter text, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        (console.Profile.Width, console.Profile.Height) = (width, 40);
        return console;
    }
}
