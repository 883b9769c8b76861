using Phalanx.Dashboard.Curves;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Tests.Curves;

public sealed class TrainingTimesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Times_are_those_of_the_events_and_a_pause_does_not_count()
    {
        string folder = _folder["."];
        using (var writer = EventFileWriter.Create(folder, Start, host: "h"))
        {
            writer.Write(1000, Start.AddSeconds(10), [new("loss", 1)]);
            writer.Write(2000, Start.AddSeconds(20), [new("loss", 1)]);
            writer.Write(3000, Start.AddSeconds(30), [new("loss", 1)]);
        }

        // Resumed a day later from the checkpoint at 2000: the row at 3000 is made again.
        DateTimeOffset later = Start.AddDays(1);
        using (var writer = EventFileWriter.Resume(folder, later, firstVoid: 2001))
        {
            writer.Write(3000, later.AddSeconds(15), [new("loss", 1)]);
        }

        TrainingTimes times = TrainingTimes.Of(folder, _ => true);
        Assert.Equal([10, 20, 35], ((long[])[1000, 2000, 3000]).Select(tEnv => times.At(tEnv)!.Value));
        Assert.Null(times.At(4000));
    }

    [Fact]
    public void Times_out_of_a_file_for_each_process_are_the_same()
    {
        // As older builds wrote them: the second file begins with a start.
        DateTimeOffset later = Start.AddDays(1);
        using (var writer = EventFileWriter.Create(_folder["."], Start, host: "h"))
        {
            writer.Write(1000, Start.AddSeconds(10), [new("loss", 1)]);
            writer.Write(2000, Start.AddSeconds(20), [new("loss", 1)]);
            writer.Write(3000, Start.AddSeconds(30), [new("loss", 1)]);
        }

        using var second = new TemporaryFolder();
        EventFileWriter.Create(second.Path, later, host: "h").Dispose();
        using (var writer = EventFileWriter.Resume(second.Path, later, firstVoid: 2001))
        {
            writer.Write(3000, later.AddSeconds(15), [new("loss", 1)]);
        }

        string name = Assert.Single(second.Names());
        File.Move(second[name], _folder[name]);
        TrainingTimes times = TrainingTimes.Of(_folder["."], _ => true);
        Assert.Equal([10, 20, 35], ((long[])[1000, 2000, 3000]).Select(tEnv => times.At(tEnv)!.Value));
    }

    [Fact]
    public void A_file_that_is_no_such_file_tells_nothing()
    {
        File.WriteAllBytes(_folder["events.out.tfevents.1.h"], [.. Enumerable.Repeat((byte)255, 100)]);
        Assert.Null(TrainingTimes.Of(_folder["."], _ => true).At(0));
    }
}
