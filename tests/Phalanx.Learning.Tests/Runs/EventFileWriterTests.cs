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
    public void A_file_that_is_there_is_not_begun_again()
    {
        EventFileWriter.Create(_folder.At(), Time, host: "host").Dispose();
        Assert.StartsWith("cannot write events to '", _folder.Refusal(() => EventFileWriter.Create(_folder.At(), Time, host: "host")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_for_an_event_file_is_a_user_error() =>
        Assert.StartsWith(
            "cannot write events to 'nothing': ",
            _folder.Refusal(() => EventFileWriter.Create(_folder.At("nothing"), Time)),
            StringComparison.Ordinal);

    [Fact]
    public void A_run_that_is_continued_goes_on_in_its_file_where_the_checkpoint_was()
    {
        Write(EventFileWriter.Create(_folder.At(), Time, host: "host"), 40, 80, 120, 160);
        Write(EventFileWriter.Resume(_folder.At(), Time.AddDays(1), firstVoid: 121), 160, 200);

        Assert.Equal(["events.out.tfevents.1500000000.host"], _folder.Names());
        List<ReadEvent> events = EventFileReader.Read(_folder.At("events.out.tfevents.1500000000.host"));
        Assert.Equal([0, 40, 80, 120, 121, 160, 200], events.Select(read => read.Step));
        Assert.Equal([4], Enumerable.Range(0, events.Count).Where(place => events[place].Starts));
        Assert.Equal(Time.AddDays(1).ToUnixTimeMilliseconds() / 1000.0, events[4].WallTime);
        Assert.Single(events, read => read.FileVersion is not null);
    }

    [Fact]
    public void Processes_that_add_nothing_leave_one_start()
    {
        Write(EventFileWriter.Create(_folder.At(), Time, host: "host"), 40, 80);
        for (int i = 1; i < 5; i++)
        {
            EventFileWriter.Resume(_folder.At(), Time.AddDays(i), firstVoid: 61).Dispose();
        }

        Assert.Equal([0, 40, 61], OnlyFile().Select(read => read.Step));
    }

    [Fact]
    public void What_a_failing_disk_left_of_an_event_is_cut_before_the_next()
    {
        using EventFileWriter writer = EventFileWriter.Create(_folder.At(), Time, host: "host");
        using (FileStream torn = new(writer.Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            torn.Write([1, 2, 3]);
        }

        writer.Write(5, Time, new Dictionary<string, double> { ["loss"] = 1 });
        writer.Write(6, Time, new Dictionary<string, double> { ["loss"] = 2 });
        Assert.Equal([0, 5, 6], EventFileReader.Read(writer.Path).Select(read => read.Step));
    }

    [Fact]
    public void A_run_without_a_file_begins_one_when_it_is_continued()
    {
        Write(EventFileWriter.Resume(_folder.At(), Time, firstVoid: 61, host: "host"), 80);
        Assert.Equal([0, 80], OnlyFile().Select(read => read.Step));
    }

    [Fact]
    public void A_record_torn_at_any_byte_is_dropped()
    {
        Write(EventFileWriter.Create(_folder.At(), Time, host: "host"), 40, 80);
        string path = _folder.At("events.out.tfevents.1500000000.host");
        byte[] whole = File.ReadAllBytes(path);
        int before = (int)FirstBytes(40);
        for (int length = before; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Write(EventFileWriter.Resume(_folder.At(), Time, firstVoid: 100), 80);
            Assert.Equal([0, 40, 100, 80], OnlyFile().Select(read => read.Step));
        }

        long FirstBytes(long step)
        {
            using var other = new TemporaryFolder();
            Write(EventFileWriter.Create(other.At(), Time, host: "host"), step);
            return new FileInfo(other.At("events.out.tfevents.1500000000.host")).Length;
        }
    }

    [Fact]
    public void A_file_of_which_not_even_the_beginning_is_whole_makes_way()
    {
        File.WriteAllBytes(_folder.At("events.out.tfevents.1400000000.host"), [24, 0, 0]);
        Write(EventFileWriter.Resume(_folder.At(), Time, firstVoid: 61, host: "host"), 80);
        Assert.Equal([0, 80], OnlyFile().Select(read => read.Step));
    }

    [Fact]
    public void Files_that_older_builds_left_for_each_process_become_one()
    {
        WriteOld(10, Time, null, 40, 80, 120);
        WriteOld(9, Time.AddSeconds(1), 81, 120, 160, 200); // names need not be in the order of time
        WriteOld(11, Time.AddSeconds(2), 161, 200, 240);
        string[] old = _folder.Names();

        Write(EventFileWriter.Resume(_folder.At(), Time.AddDays(1), firstVoid: 221), 240);

        Assert.Equal([40, 80, 120, 160, 200, 240], OnlyFile().Where(read => read.Scalars.Count > 0).Select(read => read.Step));
        Assert.Equal([81, 161, 221], OnlyFile().Where(read => read.Starts).Select(read => read.Step));
        Assert.Contains(_folder.Names().Single(), old);
    }

    [Fact]
    public void A_process_killed_between_the_rename_and_the_deletions_loses_and_doubles_nothing()
    {
        WriteOld(1, Time, null, 40, 80, 120);
        WriteOld(2, Time.AddSeconds(1), 81, 120, 160);
        WriteOld(3, Time.AddSeconds(2), 161, 200);
        string[] names = _folder.Names();
        byte[][] old = [.. names.Select(name => File.ReadAllBytes(_folder.At(name)))];
        EventFiles.Unite(_folder.At(), 201);
        Assert.Equal([names[0]], _folder.Names());
        byte[] united = File.ReadAllBytes(_folder.At(names[0]));
        Assert.Equal([40, 80, 120, 160, 200], OnlyFile().Where(read => read.Scalars.Count > 0).Select(read => read.Step));
        for (int left = 1; left < 3; left++)
        {
            // The oldest are deleted first, so the last ones may be there still.
            for (int place = left; place < 3; place++)
            {
                File.WriteAllBytes(_folder.At(names[place]), old[place]);
            }

            EventFiles.Unite(_folder.At(), 201);
            Assert.Equal([names[0]], _folder.Names());
            Assert.Equal(united, File.ReadAllBytes(_folder.At(names[0])));
        }
    }

    [Fact]
    public void Where_nothing_is_to_be_cut_the_file_is_not_written_anew()
    {
        // One who has it open, such as TensorBoard, sees what is added.
        Write(EventFileWriter.Create(_folder.At(), Time, host: "host"), 40);
        using FileStream reader = SharedReading.Open(_folder.At("events.out.tfevents.1500000000.host"));
        long length = reader.Length;
        Write(EventFileWriter.Resume(_folder.At(), Time, firstVoid: 61), 80);
        Assert.InRange(reader.Length, length + 1, long.MaxValue);
    }

    private static void Write(EventFileWriter writer, params long[] steps)
    {
        using (writer)
        {
            Array.ForEach(steps, step => writer.Write(step, Time.AddSeconds(step), [new("loss", step)]));
        }
    }

    /// <summary>A file as builds before this one began it: a process that continued a run had a file with a start of its own.</summary>
    private void WriteOld(int name, DateTimeOffset time, long? start, params long[] steps)
    {
        double seconds = time.ToUnixTimeMilliseconds() / 1000.0;
        byte[][] messages =
        [
            EventMessages.FileVersion(seconds),
            .. start is { } first ? [EventMessages.Start(seconds, first)] : Array.Empty<byte[]>(),
            .. steps.Select(step => EventMessages.Scalars(seconds + step, step, [new("loss", step)])),
        ];
        File.WriteAllBytes(_folder.At($"events.out.tfevents.{name}.host"), [.. messages.SelectMany(message => RecordFraming.Frame(message))]);
    }

    private List<ReadEvent> OnlyFile() => EventFileReader.Read(_folder.At(_folder.Names().Single()));
}
