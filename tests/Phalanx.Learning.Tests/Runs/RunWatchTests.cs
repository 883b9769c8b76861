using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandInTime _writers = new();
    private readonly StandInTime _time = new();
    private readonly Heartbeat _heartbeat;

    public RunWatchTests() => _heartbeat = new Heartbeat(_folder.At("progress.json"), 100, default, () => default, _writers);

    public void Dispose()
    {
        _heartbeat.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_run_is_running_while_its_beat_changes_and_stopped_when_it_does_not()
    {
        var watch = new RunWatch(_folder.Path, _time);
        _heartbeat.Begin();
        for (int look = 0; look < 4; look++)
        {
            Assert.Equal(RunState.Running, watch.Look().State);
            Beat();
            _time.Pass(19);
        }

        Assert.Equal(RunState.Running, watch.Look().State); // the last beat is seen now
        _time.Pass(19);
        Assert.Equal(RunState.Running, watch.Look().State);
        _time.Pass(1);
        RunSighting stopped = watch.Look();
        Assert.Equal((RunState.Stopped, RunState.Running), (stopped.State, stopped.Status!.State));
        Assert.Equal(20, stopped.Silence!.Value.TotalSeconds);

        Beat(); // it was only slow
        Assert.Equal(RunState.Running, watch.Look().State);
    }

    [Fact]
    public void A_process_that_resumes_is_seen_though_its_beat_begins_anew()
    {
        var watch = new RunWatch(_folder.Path, _time);
        _heartbeat.Begin();
        watch.Look();
        _time.Pass(30);
        Assert.Equal(RunState.Stopped, watch.Look().State);
        _writers.Pass(30);
        using var next = new Heartbeat(_folder.At("progress.json"), 100, default, () => default, _writers);
        next.Begin();
        Assert.Equal(RunState.Running, watch.Look().State);
    }

    [Fact]
    public void The_first_look_guesses_by_the_age_of_the_file()
    {
        _heartbeat.Begin();
        File.SetLastWriteTimeUtc(_folder.At("progress.json"), _time.GetUtcNow().UtcDateTime.AddSeconds(-21));
        var watch = new RunWatch(_folder.Path, _time);
        Assert.Equal(RunState.Stopped, watch.Look().State);
        Beat(); // the clock of the other machine was wrong
        Assert.Equal(RunState.Running, watch.Look().State);
    }

    [Fact]
    public void A_file_that_is_from_the_future_is_as_good_as_one_from_now()
    {
        _heartbeat.Begin();
        File.SetLastWriteTimeUtc(_folder.At("progress.json"), _time.GetUtcNow().UtcDateTime.AddHours(1));
        RunSighting sighting = new RunWatch(_folder.Path, _time).Look();
        Assert.Equal((RunState.Running, TimeSpan.Zero), (sighting.State, sighting.Silence));
    }

    [Theory]
    [InlineData(RunState.Done)]
    [InlineData(RunState.Interrupted)]
    [InlineData(RunState.Failed)]
    public void The_end_that_a_process_wrote_holds_for_ever(RunState state)
    {
        _heartbeat.Begin();
        _heartbeat.End(state);
        var watch = new RunWatch(_folder.Path, _time);
        Assert.Equal(state, watch.Look().State);
        _time.Pass(1000);
        Assert.Equal(state, watch.Look().State);
    }

    [Fact]
    public void Without_the_file_a_summary_that_is_newer_than_the_last_row_ends_a_run()
    {
        var watch = new RunWatch(_folder.Path, _time);
        Assert.Equal(new RunSighting(RunState.Unknown, null, null), watch.Look());

        string metrics = _folder.Write("metrics.csv", "");
        File.SetLastWriteTimeUtc(metrics, _time.GetUtcNow().UtcDateTime.AddMinutes(-3));
        Assert.Equal(new RunSighting(RunState.Unknown, null, TimeSpan.FromMinutes(3)), watch.Look());

        string summary = _folder.Write("summary.json", "");
        Assert.Equal(RunState.Done, watch.Look().State);
        File.SetLastWriteTimeUtc(summary, _time.GetUtcNow().UtcDateTime.AddMinutes(-4)); // of before it was resumed
        Assert.Equal(RunState.Unknown, watch.Look().State);
    }

    [Fact]
    public void Looking_touches_no_file()
    {
        using RunDirectory writer = RunDirectory.Create(_folder.At("run"), "");
        new RunWatch(writer.Path).Look();
        Assert.Equal([".lock", "settings.yaml"], _folder.Names("run"));
    }

    private void Beat()
    {
        _writers.Pass(5);
        _heartbeat.Beat();
    }
}
