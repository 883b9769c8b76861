using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Learning.Tests.Recording;

public class RecordFileTests
{
    private const int Generated = 300;

    [Fact]
    public void Every_section_comes_back_as_it_was_written()
    {
        for (int seed = 0; seed < Generated; seed++)
        {
            var written = new GeneratedRecord(seed);
            using RecordFile record = Opened(written.Bytes());
            Assert.True(record.IsWhole);
            Assert.Equal(written.Episodes.Count, record.Episodes.Count);
            for (int episode = 0; episode < written.Episodes.Count; episode++)
            {
                AssertEqual(written.Header, written.Episodes[episode], record.Read(episode));
                AssertEqual(record.Episodes[episode], written.Episodes[episode]);
                AssertFrames(written.Frames[episode], record.Read(episode));
            }
        }
    }

    [Fact]
    public void A_header_comes_back_as_it_was_written()
    {
        RecordHeader written = new GeneratedRecord(3).Header with
        {
            Settings = new Dictionary<string, string> { ["env.x"] = "1", ["env.a"] = "'2'" },
            Observation = 9,
            ObservationParts = [new("window", 0, [2, 2, 2]) { Features = ["walls", "food"] }, new("time", 8, [1])],
        };
        using RecordFile record = Opened(Bytes(written));
        RecordHeader read = record.Header;
        Assert.Equal(["env.x", "env.a"], read.Settings.Keys);
        Assert.Equal(written.Settings.Values, read.Settings.Values);
        Assert.Equal((written.Environment, written.Algorithm, written.TEnv, written.Seed), (read.Environment, read.Algorithm, read.TEnv, read.Seed));
        Assert.Equal((written.Agents, written.Actions, written.Outputs, written.Entities), (read.Agents, read.Actions, read.Outputs, read.Entities));
        Assert.Equal(written.ActionNames, read.ActionNames);
        Assert.Equal(written.Low, read.Low);
        Assert.Equal(written.Joint, read.Joint);
        Assert.Equal(written.Payoffs, read.Payoffs);
        Assert.Equal(
            ["window 0 2 2 2: walls food", "time 8 1: "],
            read.ObservationParts.Select(part => $"{part.Name} {part.Offset} {string.Join(' ', part.Shape)}: {string.Join(' ', part.Features)}"));
    }

    [Fact]
    public void A_header_of_before_the_numbers_of_an_observation_had_names_is_read()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new GeneratedRecord(3).Header, RecordJson.Default.RecordHeader);
        JsonNode old = JsonNode.Parse(json)!;
        Assert.True(old["observation_parts"]![0]!.AsObject().Remove("features"));
        byte[] bytes = [.. RecordFormat.Preamble(), .. RecordFraming.Frame([RecordFormat.HeaderKind, .. Encoding.UTF8.GetBytes(old.ToJsonString())])];
        using RecordFile record = Opened(bytes, salvage: true);
        Assert.Empty(Assert.Single(record.Header.ObservationParts).Features);
    }

    [Fact]
    public void Names_of_numbers_are_those_of_the_environment_and_are_left_out_where_they_are_too_many()
    {
        EnvironmentDefinition environment = EnvironmentRegistry.WithBuiltIns()["predator-prey"];
        object settings = environment.CreateDefaultSettings();
        EnvironmentSpec spec = environment.SpecOf(settings);
        Assert.Equal(["agents", "prey", "nothing"], Assert.Single(RecordHeaders.Of("predator-prey", settings, spec, 1).ObservationParts).Features);
        string[] names = [.. Enumerable.Range(0, spec.ObservationSize).Select(index => new string('x', 1000) + index)];
        EnvironmentSpec many = spec with { ObservationParts = [new("all", 0, [spec.ObservationSize]) { Features = names }] };
        Assert.Empty(Assert.Single(RecordHeaders.Of("predator-prey", settings, many, 1).ObservationParts).Features);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes() => Assert.Equal(new GeneratedRecord(5).Bytes(), new GeneratedRecord(5).Bytes());

    [Fact]
    public void A_record_without_episodes_is_a_record()
    {
        using RecordFile record = Opened(Bytes(new GeneratedRecord(0).Header));
        Assert.Empty(record.Episodes);
    }

    [Fact]
    public void Episodes_of_one_record_can_be_put_into_another_as_they_are()
    {
        var written = new GeneratedRecord(11);
        using RecordFile record = Opened(written.Bytes());
        using var stream = new MemoryStream();
        using var writer = new RecordFileWriter(stream, record.Header);
        writer.Add(record, record.Episodes.Count - 1);
        writer.Complete();
        using RecordFile copy = Opened(stream.ToArray());
        Assert.Equal(record.Episodes[^1].Seed, Assert.Single(copy.Episodes).Seed);
        AssertEqual(written.Header, written.Episodes[^1], copy.Read(0));
    }

    [Fact]
    public void A_record_is_kept_until_the_one_that_takes_its_place_is_whole()
    {
        using var folder = new TemporaryFolder();
        (GeneratedRecord former, GeneratedRecord written) = (new(3), new(2));
        File.WriteAllBytes(folder["a.phxr"], former.Bytes());
        using (RecordFileWriter abandoned = Begun(folder["a.phxr"], written))
        {
            Assert.Equal(former.Bytes(), File.ReadAllBytes(folder["a.phxr"]));
        }

        Assert.Equal(former.Bytes(), File.ReadAllBytes(folder["a.phxr"]));
        using (RecordFileWriter writer = Begun(folder["a.phxr"], written))
        {
            writer.Complete();
        }

        Assert.Equal(written.Bytes(), File.ReadAllBytes(folder["a.phxr"]));
        Assert.Equal(["a.phxr"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        using var record = RecordFile.Open(folder["a.phxr"]);
        Assert.Equal(written.Episodes.Count, record.Episodes.Count);
    }

    [Fact]
    public void A_file_that_is_no_record_is_not_replaced()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["settings.yaml"], "env: { name: hunt }");
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => RecordFileWriter.Create(folder["settings.yaml"], new GeneratedRecord(1).Header));
        Assert.Equal($"'{folder["settings.yaml"]}' exists and is no record; choose another file", refusal.Message);
        Assert.Equal("env: { name: hunt }", File.ReadAllText(folder["settings.yaml"]));
    }

    private static RecordFileWriter Begun(string path, GeneratedRecord record)
    {
        var writer = RecordFileWriter.Create(path, record.Header);
        foreach (EpisodeContent episode in record.Episodes)
        {
            writer.Add(episode);
        }

        return writer;
    }

    internal static RecordFile Opened(byte[] bytes, bool salvage = false) => RecordFile.Open(new MemoryStream(bytes), "x.phxr", salvage);

    private static byte[] Bytes(RecordHeader header)
    {
        using var stream = new MemoryStream();
        using var writer = new RecordFileWriter(stream, header);
        writer.Complete();
        return stream.ToArray();
    }

    private static void AssertEqual(RecordEntry entry, EpisodeContent written)
    {
        Assert.Equal((written.Rewards.Count, written.Seed.ToString()), (entry.Steps, entry.Seed));
        Assert.Equal(double.IsFinite(written.Return) ? written.Return : double.NaN, entry.Return);
        Assert.Equal(written.Statistics.Count == 0 ? null : written.Statistics[0] > 0, entry.Won);
    }

    private static void AssertEqual(RecordHeader header, EpisodeContent written, RecordedEpisode read)
    {
        Assert.Equal((written.Number, written.End, written.Rewards.Count), (read.About.Number, read.About.End, read.Steps));
        Assert.Equal(written.Statistics, read.About.Statistics);
        Assert.Equal((written.Observations.Count > 0, written.Seen.Count > 0), (read.HasObservations, read.HasSeen));
        for (int step = 0; step < read.Steps; step++)
        {
            Assert.Equal(written.Rewards[step], read.Reward(step));
            Assert.All(header.Joint.Select((_, joint) => joint), joint => Assert.Equal(written.Joint[joint][step], read.Joint(joint, step)));
            AssertActions(header, written, read, step);
            AssertObservations(header, written, read, step);
        }

        for (int slot = 0; slot <= read.Steps && read.HasSeen; slot++)
        {
            bool[] seen = new bool[header.Agents * header.Entities];
            read.ReadSeen(slot, seen);
            Assert.Equal(written.Seen.Skip(slot * seen.Length).Take(seen.Length), seen);
        }
    }

    private static void AssertActions(RecordHeader header, EpisodeContent written, RecordedEpisode read, int step)
    {
        float[] values = new float[header.Agents * (header.Actions > 0 ? header.Actions : 2 * header.Low.Count)];
        read.ReadValues(step, values);
        IEnumerable<float> expected = written.Values.Skip(step * values.Length).Take(values.Length);
        if (header.Actions == 0)
        {
            float[] continuous = new float[header.Agents * header.Low.Count];
            read.ReadContinuousActions(step, continuous);
            Assert.Equal(written.ContinuousActions.Skip(step * continuous.Length).Take(continuous.Length), continuous);
            Assert.Equal(expected, values);
            return;
        }

        int[] actions = new int[header.Agents];
        read.ReadActions(step, actions);
        Assert.Equal(written.Actions.Skip(step * header.Agents).Take(header.Agents), actions);
        bool[] available = new bool[values.Length];
        read.ReadAvailable(step, available);
        Assert.Equal(written.Available.Skip(step * values.Length).Take(values.Length), available);
        Assert.All(expected.Zip(values, available), both => AssertNear(both.Third ? both.First : float.NaN, both.Second, 40 / 65_534f));
    }

    private static void AssertObservations(RecordHeader header, EpisodeContent written, RecordedEpisode read, int step)
    {
        if (!read.HasObservations)
        {
            return;
        }

        float[] observations = new float[header.Agents * header.Observation];
        read.ReadObservations(step, observations);
        Assert.All(
            written.Observations.Skip(step * observations.Length).Take(observations.Length).Zip(observations),
            both => AssertNear(both.First, both.Second, 40 / 254f));
    }

    private static void AssertNear(float expected, float actual, float range) => Assert.True(
        float.IsFinite(expected) ? Math.Abs(expected - actual) <= range * 0.51f : !float.IsFinite(actual), $"{expected} came back as {actual}");

    /// <summary>Frames come back but for the order of items that were not there from the beginning. What is meant by an id that no item had yet is not recorded.</summary>
    private static void AssertFrames(Frame[]? written, RecordedEpisode read)
    {
        Frame[] frames = [.. read.Frames()];
        Assert.Equal(written?.Length ?? 0, frames.Length);
        Dictionary<int, int> ids = [];
        foreach ((Frame expected, Frame actual) in (written ?? []).Zip(frames))
        {
            foreach (FrameItem item in expected.Items)
            {
                ids.TryAdd(item.Id!.Value, ids.Count);
            }

            Assert.Equal((expected.Width, expected.Height, expected.Grid, expected.Caption), (actual.Width, actual.Height, actual.Grid, actual.Caption));
            Assert.Equal(
                expected.Items.OrderBy(item => ids[item.Id!.Value]).Select(item => Text(item, ids[item.Id!.Value], Place(item.TargetId))),
                actual.Items.Select(item => Text(item, item.Id!.Value, item.TargetId)));
            Assert.Equal(expected.Events.Select(happened => (happened.Kind, Place(happened.Actor), happened.Amount)), actual.Events.Select(happened => (happened.Kind, happened.Actor, happened.Amount)));
        }

        int? Place(int? id) => id is { } known && ids.TryGetValue(known, out int place) ? place : null;
    }

    private static string Text(FrameItem item, int id, int? target) =>
        FormattableString.Invariant($"{id} {item.Role} {item.Shape} {item.X} {item.Y} {item.Size} {item.To} '{item.Label}' {item.Fill} {item.Agent} {item.Entity} '{item.Kind}' ")
        + FormattableString.Invariant($"{string.Join(',', item.Bars)} {item.Sight} {item.Reach} {item.Facing:0.0000} {item.Cone} {item.Down} {target}");
}
