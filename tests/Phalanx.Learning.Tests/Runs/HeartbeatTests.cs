using System.Text.Json;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class HeartbeatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandInTime _time = new() { Start = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero) };
    private readonly Heartbeat _heartbeat;

    public HeartbeatTests() => _heartbeat = new Heartbeat(FilePath, 1000, default, () => TimeSpan.FromSeconds(7), _time);

    private string FilePath => _folder.At("progress.json");

    public void Dispose()
    {
        _heartbeat.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_file_is_one_line_of_json_with_all_its_fields()
    {
        _heartbeat.Begin();
        _time.Pass(10);
        _heartbeat.Enter(RunPhase.Learn, new RunCounts(400, 20, 15, 3, 300));
        _heartbeat.Beat();

        string text = File.ReadAllText(FilePath);
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        JsonElement json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(
            [
                "format", "state", "beat", "pid", "started", "updated", "phase", "t_env", "steps", "episodes", "training_steps", "wall_seconds",
                "steps_per_second", "seconds_left", "rows", "checkpoint", "memory_bytes", "error",
            ],
            json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("running", "learn"), (json.GetProperty("state").GetString(), json.GetProperty("phase").GetString()));
        Assert.Equal("2026-03-01T09:30:00Z", json.GetProperty("started").GetString());
        Assert.Equal("2026-03-01T09:30:10Z", json.GetProperty("updated").GetString());
        Assert.Equal((40, 15, 7), (json.GetProperty("steps_per_second").GetDouble(), json.GetProperty("seconds_left").GetDouble(), json.GetProperty("wall_seconds").GetDouble()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("error").ValueKind);

        RunStatus read = RunStatus.Read(FilePath)!;
        Assert.Equal((400L, 1000L, 20L, 15L, 3, 300L), (read.TEnv, read.Steps, read.Episodes, read.TrainingSteps, read.Rows, read.Checkpoint));
        Assert.Equal(Environment.ProcessId, read.Pid);
        Assert.True(read.MemoryBytes > 0);
        Assert.Equal(["progress.json"], _folder.Names());
    }

    [Fact]
    public void News_are_written_every_two_seconds_and_silence_every_five()
    {
        _heartbeat.Begin();
        Assert.Equal(1, Beats());
        for (int tEnv = 1; tEnv <= 20; tEnv++)
        {
            _time.Pass(0.5);
            _heartbeat.Enter(RunPhase.Collect, new RunCounts(tEnv, 0, 0, 0, null));
            _heartbeat.Beat();
        }

        Assert.Equal(6, Beats()); // ten seconds, at most every two
        for (int tick = 0; tick < 20; tick++)
        {
            _time.Pass(0.5);
            _heartbeat.Beat();
        }

        Assert.Equal(8, Beats()); // ten more seconds, with no news
    }

    [Fact]
    public void The_end_is_written_at_once_and_nothing_after_it()
    {
        _heartbeat.Begin();
        _heartbeat.End(RunState.Failed, "the game is over");
        Assert.Equal((RunState.Failed, "the game is over", 2L), State());
        _time.Pass(60);
        _heartbeat.Enter(RunPhase.Save, new RunCounts(7, 0, 0, 0, null));
        _heartbeat.Beat();
        Assert.Equal((RunState.Failed, "the game is over", 2L), State());
        Assert.Null(RunStatus.Read(FilePath)!.SecondsLeft);

        _heartbeat.Begin(); // and a run that goes on in this process
        Assert.Equal((RunState.Running, null, 3L), State());
    }

    [Fact]
    public void A_heartbeat_that_cannot_be_written_disturbs_nothing()
    {
        Directory.CreateDirectory(FilePath);
        File.WriteAllText(Path.Combine(FilePath, "in the way"), "");
        _heartbeat.Begin();
        _time.Pass(5);
        _heartbeat.Beat();
        _heartbeat.End(RunState.Done);
        Assert.Equal(RunState.Done, _heartbeat.Status.State);
    }

    [Fact]
    public void The_training_thread_stores_its_numbers_without_an_allocation()
    {
        _heartbeat.Begin();
        _heartbeat.Enter(RunPhase.Learn, new RunCounts(1, 1, 1, 1, 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _heartbeat.Enter(RunPhase.Learn, new RunCounts(i, i, i, i, i));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private long Beats() => RunStatus.Read(FilePath)!.Beat;

    private (RunState State, string? Error, long Beat) State()
    {
        RunStatus status = RunStatus.Read(FilePath)!;
        return (status.State, status.Error, status.Beat);
    }
}
