using Phalanx.Cli.Watching;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests.Watching;

public sealed class LivePictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _text = new();
    private readonly LivePicture _picture;

    public LivePictureTests() => _picture = new LivePicture(ShownRun.Console(_text, 80));

    public void Dispose()
    {
        _text.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Work_is_done_on_the_calling_thread_and_its_last_picture_stays()
    {
        RunStatus status = ShownRun.Status;
        MetricsFollower metrics = ShownRun.Metrics(_folder);
        int thread = _picture.During(
            () => new RunView(ShownRun.Title, new RunSighting(status.State, status, null), metrics),
            () =>
            {
                status = status with { State = RunState.Done, TEnv = 1_000_000 };
                return Environment.CurrentManagedThreadId;
            });
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.Null(_picture.Failure);
        Assert.Contains(" 100 %  t_env 1,000,000 of 1,000,000  done in 4 min 12 s", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_cannot_be_drawn_does_not_end_the_work()
    {
        int looks = 0;
        RunView view = new(ShownRun.Title, new RunSighting(RunState.Running, ShownRun.Status, null), ShownRun.Metrics(_folder));
        int result = _picture.During(() => looks++ == 0 ? view : throw new UserErrorException("metrics.csv is damaged"), () => 7);
        Assert.Equal((7, "metrics.csv is damaged"), (result, _picture.Failure!.Message));
    }

    [Fact]
    public void Work_that_fails_fails_here_too()
    {
        RunView view = new(ShownRun.Title, new RunSighting(RunState.Running, ShownRun.Status, null), ShownRun.Metrics(_folder));
        Assert.Throws<TimeZoneNotFoundException>(() => _picture.During<int>(() => view, () => throw new TimeZoneNotFoundException()));
    }

    [Fact]
    public void A_run_of_another_process_is_followed_to_its_end()
    {
        int looks = 0;
        MetricsFollower metrics = ShownRun.Metrics(_folder);
        RunView end = _picture.Follow(
            () => new RunView(ShownRun.Title, new RunSighting(++looks < 3 ? RunState.Running : RunState.Interrupted, ShownRun.Status, null), metrics),
            CancellationToken.None);
        Assert.Equal((3, RunState.Interrupted), (looks, end.Sighting.State));
        Assert.Throws<OperationCanceledException>(() => _picture.Follow(
            () => new RunView(ShownRun.Title, new RunSighting(RunState.Running, ShownRun.Status, null), metrics), new CancellationToken(canceled: true)));
    }
}
