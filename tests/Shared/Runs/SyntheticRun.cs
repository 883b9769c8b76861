using System.Globalization;
using System.Text;

namespace Phalanx.Testing;

/// <summary>A run directory as a trainer leaves it, made up: for tests of what reads finished runs.</summary>
internal sealed record SyntheticRun
{
    public string Algorithm { get; init; } = "qmix";

    public string Environment { get; init; } = "battle/3m";

    public ulong Seed { get; init; }

    /// <summary>Environment steps between two tests.</summary>
    public int Interval { get; init; } = 10_000;

    /// <summary>The mean return of each test.</summary>
    public double[] Returns { get; init; } = [1, 2, 3];

    /// <summary>The share of won episodes of each test; empty where the environment has no battles.</summary>
    public double[] Wins { get; init; } = [];

    /// <summary>The return of the closing test; null for that of the last row.</summary>
    public double? FinalReturn { get; init; }

    /// <summary>Settings beside those that every run has, as <c>group.name: value</c>.</summary>
    public (string Path, string Value)[] Settings { get; init; } = [];

    public double WallSeconds { get; init; } = 100;

    private int Steps => Interval * Returns.Length;

    /// <summary>Writes the directory.</summary>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "settings.yaml"), SettingsText());
        File.WriteAllText(Path.Combine(folder, "metrics.csv"), MetricsText());
        File.WriteAllText(Path.Combine(folder, "summary.json"), SummaryText(folder));
        return folder;
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : "null";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string SettingsText()
    {
        (string Path, string Value)[] all =
        [
            ("env.name", Quoted(Environment)),
            ("algorithm.name", Quoted(Algorithm)),
            ("learner.lr", "0.0005"),
            ("training.steps", $"{Steps}"),
            ("training.seed", $"{Seed}"),
            ("training.threads", "1"),
            ("evaluation.interval", $"{Interval}"),
            ("evaluation.episodes", "32"),
        ];
        var merged = all.Where(setting => Settings.All(own => own.Path != setting.Path)).Concat(Settings).GroupBy(setting => setting.Path[..setting.Path.IndexOf('.')]);
        var yaml = new StringBuilder("# A run that never was.\n");
        foreach (var group in merged)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"{group.Key}:\n");
            foreach ((string path, string value) in group)
            {
                yaml.Append(CultureInfo.InvariantCulture, $"  {path[(group.Key.Length + 1)..]}: {value}\n");
            }
        }

        return yaml.ToString();
    }

    private string MetricsText()
    {
        var csv = new StringBuilder("t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,test_length_mean\n");
        for (int row = 0; row < Returns.Length; row++)
        {
            // Tests are made at the end of an episode, so a few steps late.
            int step = (Interval * (row + 1)) + (int)((Seed + (ulong)row) % 7);
            string won = row < Wins.Length ? Wins[row].ToString(CultureInfo.InvariantCulture) : "";
            csv.Append(CultureInfo.InvariantCulture, $"{step},{row + 1},{Returns[row].ToString(CultureInfo.InvariantCulture)},0,{won},0.1,1,0.05,{50 - row}\n");
        }

        return csv.ToString();
    }

    private string SummaryText(string folder)
    {
        double final = FinalReturn ?? Returns[^1];
        string won = Wins.Length > 0 ? $", \"test_battle_won_mean\": {Text(Wins[^1])}" : "";
        string figures = $"{{\"test_return_mean\": {Text(final)}, \"test_return_std\": 0{won}}}";
        return $$"""
            {"run": {{Quoted(folder)}}, "algorithm": {{Quoted(Algorithm)}}, "environment": {{Quoted(Environment)}}, "seed": {{Seed}}, "t_env": {{Steps + 5}},
             "episodes": 100, "training_steps": 100, "wall_seconds": {{Text(WallSeconds)}}, "final": {{figures}}, "best": {{figures}},
             "machine": {"processor": "made up", "cores": 2, "simd": "256", "system": "none", "dotnet": "10.0"}, "version": "0.1.0"}
            """;
    }
}
