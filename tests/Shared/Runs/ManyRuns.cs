using System.Globalization;

namespace Phalanx.Testing;

/// <summary>Five hundred runs of two hundred rows and eleven columns, ten methods with five learning rates: a folder at which the bars of the dashboard are measured.</summary>
internal static class ManyRuns
{
    public const int Count = 500;

    public const int Groups = 50;

    /// <summary>Writes them.</summary>
    /// <param name="folder">The folder of all runs.</param>
    public static void Write(string folder)
    {
        for (int i = 0; i < Count; i++)
        {
            var run = new SyntheticRun { Algorithm = $"method-{i / 50}", Seed = (ulong)(i % 10), Settings = [("learner.lr", $"0.00{1 + (i / 10 % 5)}")], Returns = [1] };
            string written = run.Write(Path.Combine(folder, $"method-{i / 50}", $"{i % 50}"));
            string rows = string.Concat(Enumerable.Range(1, 200).Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row * 10_000},{row * 100},{Math.Sqrt(row * (i + 1)):R},{row / 7.0:R},{row / 200.0:R},{1.0 / row:R},{2.0 / row:R},{1.0 / row:R},{row / 3.0:R},{row / 9.0:R},{row / 11.0:R}\n")));
            File.WriteAllText(
                Path.Combine(written, "metrics.csv"),
                "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,test_length_mean,own_a,own_b\n" + rows);
        }
    }
}
