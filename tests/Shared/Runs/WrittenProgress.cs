using System.Globalization;

namespace Phalanx.Testing;

/// <summary>A <c>progress.json</c> as the process of a run writes it, made up.</summary>
internal sealed record WrittenProgress
{
    public string State { get; init; } = "running";

    public long Beat { get; init; } = 1;

    public long TEnv { get; init; } = 30_000;

    public long Steps { get; init; } = 100_000;

    public int Rows { get; init; } = 3;

    public string? Error { get; init; }

    public string? Warning { get; init; }

    /// <summary>Writes the file into a run's folder, whole as a process does.</summary>
    public void Write(string folder)
    {
        string now = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        string error = Error is null ? "null" : $"\"{Error}\"";
        string warning = Warning is null ? "" : $"\"warning\":\"{Warning}\",";
        string speed = State == "running" ? "2310.5" : "null";
        string temporary = Path.Combine(folder, ".progress.tmp");
        File.WriteAllText(temporary, string.Create(CultureInfo.InvariantCulture, $$"""
            {"format":1,"state":"{{State}}","beat":{{Beat}},"pid":77,"started":"2026-01-02T03:04:05Z","updated":"{{now}}","phase":"learn","t_env":{{TEnv}},
             "steps":{{Steps}},"episodes":1200,"training_steps":150,"wall_seconds":13.5,"steps_per_second":{{speed}},"seconds_left":{{speed}},"rows":{{Rows}},
             "checkpoint":20000,"memory_bytes":123456789,{{warning}}"error":{{error}}}
            """));
        File.Move(temporary, Path.Combine(folder, "progress.json"), overwrite: true);
    }
}
