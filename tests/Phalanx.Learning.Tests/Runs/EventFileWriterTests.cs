using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class EventFileWriterTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_500_000_000_250);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_event_file_is_named_by_time_and_host_and_begins_with_its_version()
    {
        using EventFileWriter writer = EventFileWriter.Create(_folder.At(), Time, host: "host");

        Assert.Equal(["events.out.tfevents.1500000000.host"], _folder.Names());
        ReadEvent only = Assert.Single(EventFileReader.Read(writer.Path));
        Assert.Equal((1_500_000_000.25, 0, "brain.Event:2"), (only.WallTime, only.Step, only.FileVersion));
        Assert.Empty(only.Scalars);
    }

    [Fact]
    public void An_event_file_is_named_after_the_machine_by_default()
    {
        using EventFileWriter writer = EventFileWriter.Create(_folder.At(), Time);

        Assert.EndsWith("." + Environment.MachineName, writer.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Scalars_of_an_event_file_can_be_read_while_it_is_being_written()
    {
        using EventFileWriter writer = EventFileWriter.Create(_folder.At(), Time, host: "host");
        Dictionary<string, double>[] rows =
        [
            new() { ["test_return_mean"] = 7.25, ["loss"] = 1e-30 },
            new() { ["grad_norm"] = 0, ["überlang-" + new string('x', 300)] = double.NaN, ["q"] = double.NegativeInfinity },
            [],
        ];
        long[] steps = [0, 127, long.MaxValue];
        for (int i = 0; i < rows.Length; i++)
        {
            writer.Write(steps[i], Time.AddSeconds(i), rows[i]);

            ReadEvent read = EventFileReader.Read(writer.Path)[i + 1];
            Assert.Equal((1_500_000_000.25 + i, steps[i], null), (read.WallTime, read.Step, read.FileVersion));
            Assert.Equal(rows[i].Select(pair => (pair.Key, (float)pair.Value)), read.Scalars);
        }
    }

    [Fact]
    public void An_event_has_the_bytes_worked_out_by_hand()
    {
        // Worked out by hand from the definitions: wall_time 1.5e9, step 300, the value 0.5 of "loss"; checksums bit by bit.
        byte[] expected = Convert.FromHexString(
            "1b00000000000000" + "1a0d9e13"
            + "09" + "000000c00b5ad641" + "10" + "ac02"
            + "2a" + "0d" + "0a" + "0b" + "0a" + "04" + "6c6f7373" + "15" + "0000003f"
            + "14d824f0");

        Assert.Equal(expected, RecordFraming.Frame(EventMessages.Scalars(1.5e9, 300, [new("loss", 0.5)])));
    }

    [Fact]
    public void A_run_resumed_within_the_same_second_begins_another_event_file()
    {
        using EventFileWriter first = EventFileWriter.Create(_folder.At(), Time, host: "host");
        first.Write(1, Time, new Dictionary<string, double> { ["loss"] = 1 });
        using EventFileWriter second = EventFileWriter.Create(_folder.At(), Time, host: "host");
        using EventFileWriter third = EventFileWriter.Create(_folder.At(), Time, host: "host");

        Assert.Equal(
            ["events.out.tfevents.1500000000.host", "events.out.tfevents.1500000000.host.1", "events.out.tfevents.1500000000.host.2"],
            _folder.Names());
        Assert.Equal([2, 1, 1], new[] { first, second, third }.Select(writer => EventFileReader.Read(writer.Path).Count));
    }

    [Fact]
    public void A_missing_folder_for_an_event_file_is_a_user_error() =>
        Assert.StartsWith(
            "cannot write events to 'nothing': ",
            _folder.Refusal(() => EventFileWriter.Create(_folder.At("nothing"), Time)),
            StringComparison.Ordinal);

    [Fact]
    public void A_resumed_event_file_declares_later_steps_of_earlier_files_void()
    {
        using EventFileWriter writer = EventFileWriter.Create(_folder.At(), Time, resumedAt: 120, host: "host");
        writer.Write(160, Time, new Dictionary<string, double> { ["loss"] = 1 });
        List<ReadEvent> events = EventFileReader.Read(writer.Path);
        Assert.Equal([false, true, false], events.Select(read => read.Starts));
        Assert.Equal([0, 121, 160], events.Select(read => read.Step)); // 120 itself is of the run before
    }
}
