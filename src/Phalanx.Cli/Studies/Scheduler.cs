using System.Globalization;

namespace Phalanx.Cli.Studies;

/// <summary>What a batch scheduler tells a task, in environment variables.</summary>
internal static class Scheduler
{
    /// <summary>The threads that Slurm gave to the task.</summary>
    public static int? Threads => Number("SLURM_CPUS_PER_TASK");

    /// <summary>Which attempt of the task this is, counted from 1, where Slurm counts them.</summary>
    public static int? Attempt => Number("SLURM_RESTART_COUNT") is { } restarts ? restarts + 1 : null;

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
