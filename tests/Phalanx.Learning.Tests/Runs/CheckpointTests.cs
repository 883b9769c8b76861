using System.Text.Json;
using System.Text.Json.Nodes;
using Phalanx.Learning.Runs;
using Phalanx.Numerics;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Tests.Runs;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CheckpointStore _store;

    public CheckpointTests() => _store = new CheckpointStore(_folder.At("checkpoints"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_and_optimisers_are_restored_bit_for_bit_in_single_and_double_precision()
    {
        ComesBack<float>(100);
        ComesBack<double>(200);

        void ComesBack<T>(long tEnv)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var original = new Saved<T>(1).Train(3);
            _store.Save(Saved<T>.State(tEnv), original.Groups);
            var other = new Saved<T>(99);
            ParameterSet<T>[] sets = [.. other.Groups.Select(group => group.Online), other.Groups[0].Target!];
            long[] versions = Array.ConvertAll(sets, set => set.Version);

            _store.At(tEnv).Restore(other.Groups);

            Assert.Equal(original.Everything, other.Everything);
            Assert.All(sets.Zip(versions), pair => Assert.NotEqual(pair.Second, pair.First.Version));
            Assert.Equal(original.Train(2).Everything, other.Train(2).Everything);
        }
    }

    [Fact]
    public void Checkpoint_tensors_have_the_names_of_the_recorded_reference_values()
    {
        Save(100);

        Assert.Equal(
            [
                "online.agent.fc1.weight", "online.agent.fc1.bias", "online.critic.fc1.weight", "online.critic.fc1.bias",
                "target.agent.fc1.weight", "target.agent.fc1.bias",
            ],
            SafetensorsFile.Open(FileOf(100, "weights.safetensors")).Names);
        Assert.Equal(
            [
                "actor.steps",
                "actor.first_moment.agent.fc1.weight", "actor.first_moment.agent.fc1.bias",
                "actor.second_moment.agent.fc1.weight", "actor.second_moment.agent.fc1.bias",
                "critic.steps", "critic.square_average.critic.fc1.weight", "critic.square_average.critic.fc1.bias",
            ],
            SafetensorsFile.Open(FileOf(100, "optimiser.safetensors")).Names);
        Assert.Equal(["optimiser.safetensors", "state.json", "weights.safetensors"], _folder.Names("checkpoints", "100"));
    }

    [Fact]
    public void Checkpoints_of_equal_runs_have_equal_bytes_in_any_folder_at_any_time()
    {
        Save(100);
        var elsewhere = new CheckpointStore(_folder.At("another-run", "checkpoints"));
        elsewhere.Save(Saved<float>.State(100), new Saved<float>(1).Train(3).Groups);

        foreach (string name in _folder.Names("checkpoints", "100"))
        {
            Assert.Equal(File.ReadAllBytes(FileOf(100, name)), File.ReadAllBytes(_folder.At("another-run", "checkpoints", "100", name)));
        }
    }

    [Fact]
    public void The_checkpoint_state_is_read_back_exactly()
    {
        CheckpointState saved = Saved<float>.State(100);
        Save(100);

        CheckpointState read = _store.At(100).State;

        Assert.Equal(saved.RandomSeed, read.RandomSeed);
        Assert.Equal((100, 12, 7, 200, 3), (read.TEnv, read.Episode, read.TrainingSteps, read.NextEvaluation, read.MetricsRows));
        Assert.Equal(saved.LastTargetUpdate, read.LastTargetUpdate);
        Assert.Equal(saved.Counters, read.Counters);
        Assert.Equal(saved.SinceLastRow, read.SinceLastRow);
        Assert.Equal(saved.LargestSinceLastRow, read.LargestSinceLastRow);
        Assert.Equal(saved.Best, read.Best);
        Assert.Equal(4096, read.Replay!.Value.GetProperty("length").GetInt64());
    }

    [Fact]
    public void The_checkpoint_state_has_the_documented_properties()
    {
        Save(100);

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(FileOf(100, "state.json")));
        Assert.Equal(
            [
                "format_version", "random_seed", "t_env", "episode", "training_steps", "next_evaluation", "metrics_rows", "metrics_checksum", "checksums",
                "last_target_update", "counters", "since_last_row", "largest_since_last_row", "best", "replay", "checksum",
            ],
            document.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["sum", "count"],
            document.RootElement.GetProperty("since_last_row").GetProperty("loss").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void A_checkpoint_state_may_have_neither_best_figures_nor_a_replay()
    {
        CheckpointState bare = Saved<float>.State(5) with { Best = null, Replay = null };
        _store.Save(bare, new Saved<float>(1).Groups);

        CheckpointState read = _store.At(5).State;

        Assert.Null(read.Best);
        Assert.Null(read.Replay);
    }

    [Fact]
    public void The_parameters_of_the_agents_alone_can_be_loaded()
    {
        var original = new Saved<float>(1).Train(3);
        _store.Save(Saved<float>.State(100), original.Groups);
        ParameterSet<float> agent = new Saved<float>(50).Groups[0].Online;
        long version = agent.Version;

        _store.At(100).LoadOnline(agent);

        Assert.Equal(original.Groups[0].Online.Values.ToArray(), agent.Values.ToArray());
        Assert.NotEqual(version, agent.Version);
        var stranger = new ParameterSet<float>();
        stranger.Declare("agent.fc1.weigth", (3, 2), Initialiser.Zeros);
        Assert.Equal(
            "the checkpoint 'checkpoints/100' does not fit the run: weights.safetensors: there is no tensor 'online.agent.fc1.weigth' "
            + "among the 6 of the file; did you mean 'online.agent.fc1.weight'?",
            _folder.Refusal(() => _store.At(100).LoadOnline(stranger)));
    }

    [Fact]
    public void A_checkpoint_of_other_networks_is_refused_and_nothing_is_changed()
    {
        Save(100);
        Checkpoint checkpoint = _store.At(100);
        var wider = new Saved<float>(2, hidden: 4);
        float[] before = wider.Everything;

        Assert.Equal(
            "the checkpoint 'checkpoints/100' does not fit the run: weights.safetensors: tensor 'online.agent.fc1.weight' F32 [3, 2] "
            + "does not have the shape 4x2 that is needed",
            _folder.Refusal(() => checkpoint.Restore(wider.Groups)));
        Assert.Equal(before, wider.Everything);
        Assert.Equal(
            "the checkpoint 'checkpoints/100' does not fit the run: weights.safetensors: tensor 'online.critic.fc1.weight' F32 [2, 2] "
            + "belongs to nothing in the run",
            _folder.Refusal(() => checkpoint.Restore([new Saved<float>(2).Groups[0]])));
        Assert.Equal(
            "the checkpoint 'checkpoints/100' does not fit the run: weights.safetensors: tensor 'online.agent.fc1.weight' F32 [3, 2] "
            + "is not of the type F64 that is needed",
            _folder.Refusal(() => checkpoint.Restore(new Saved<double>(2).Groups)));
    }

    [Fact]
    public void A_checkpoint_of_another_optimiser_is_refused_before_weights_change()
    {
        Save(100);
        var other = new Saved<float>(2);
        CheckpointGroup<float>[] groups =
        [
            other.Groups[0] with { Optimiser = new RmsPropSettings().Create(other.Groups[0].Online) },
            other.Groups[1],
        ];
        float[] before = other.Everything;

        Assert.StartsWith(
            "the checkpoint 'checkpoints/100' does not fit the run: optimiser.safetensors: "
            + "there is no tensor 'actor.square_average.agent.fc1.weight'",
            _folder.Refusal(() => _store.At(100).Restore(groups)),
            StringComparison.Ordinal);
        Assert.Equal(before, other.Everything);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(null)]
    public void An_invalid_number_of_optimiser_steps_in_a_checkpoint_is_refused(long? steps)
    {
        Save(100);
        var original = new Saved<float>(1);
        SafetensorsFile file = SafetensorsFile.Open(FileOf(100, "optimiser.safetensors"));
        var writer = new SafetensorsWriter();
        foreach (TensorEntry entry in file.Entries)
        {
            if (entry.Type != TensorType.I64)
            {
                writer.Add(entry.Name, entry.Shape, file.ReadSingle(entry.Name));
            }
            else
            {
                writer.Add(entry.Name, [steps is null ? 0 : 1], steps is { } value ? [value] : Array.Empty<long>());
            }
        }

        File.WriteAllBytes(FileOf(100, "optimiser.safetensors"), writer.ToArray());
        SealedCheckpoint.Seal(_folder.At("checkpoints", "100"));

        Checkpoint checkpoint = _store.At(100);
        Assert.EndsWith("is not a number of steps", _folder.Refusal(() => checkpoint.Restore(original.Groups)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("optimiser.safetensors")]
    [InlineData("state.json")]
    public void The_refusal_of_a_checkpoint_names_its_missing_file(string name)
    {
        Save(100);
        File.Delete(FileOf(100, name));

        Assert.Equal($"the checkpoint 'checkpoints/100' is damaged: it has no {name}", _folder.Refusal(() => _store.At(100)));
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("optimiser.safetensors")]
    public void Truncated_checkpoint_tensors_are_refused_at_every_length(string name)
    {
        Save(100);
        byte[] whole = File.ReadAllBytes(FileOf(100, name));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FileOf(100, name), whole[..length]);

            Assert.StartsWith(
                $"the checkpoint 'checkpoints/100' is damaged: {name}: ", _folder.Refusal(() => _store.At(100)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "state.json is broken: something is wrong or missing near its line 1")]
    [InlineData("{\n  \"format_version\": 1,\n  \"t_env\": 1", "state.json is broken: something is wrong or missing near its line 3")]
    [InlineData("[]", "state.json has no format_version")]
    [InlineData("{}", "state.json has no format_version")]
    [InlineData("""{"format_version": "1"}""", "state.json has no format_version")]
    [InlineData("""{"format_version": 3}""", "state.json is of format_version 3, and this version of Phalanx reads up to 2")]
    [InlineData("""{"format_version": 1.0}""", "state.json is of format_version 1.0, and this version of Phalanx reads up to 2")]
    [InlineData("""{"format_version": 2}""", "state.json is broken: something is wrong or missing near its line 1")]
    [InlineData("""{"format_version": 1}""", "state.json is broken: something is wrong or missing near its line 1")]
    [InlineData("""{"format_version": 1, "colour": 2}""", "state.json is broken: something is wrong or missing near its line 1")]
    public void The_refusal_of_a_broken_checkpoint_state_names_the_damage(string content, string refusal)
    {
        Save(100);
        File.WriteAllText(FileOf(100, "state.json"), content);

        Assert.Equal($"the checkpoint 'checkpoints/100' is damaged: {refusal}", _folder.Refusal(() => _store.At(100)));
    }

    [Theory]
    [InlineData("\"t_env\": 100", "\"t_env\": 90", "state.json is of t_env 90")]
    [InlineData("\"episode\": 12", "\"episode\": -12", "state.json has a negative count")]
    [InlineData("\"episode\": 12", "\"episode\": \"x\"", "state.json is broken: something is wrong or missing near its line 5")]
    public void A_checkpoint_state_with_impossible_values_is_refused(string was, string now, string refusal)
    {
        Save(100);
        string content = File.ReadAllText(FileOf(100, "state.json"));
        Assert.Contains(was, content, StringComparison.Ordinal);
        File.WriteAllText(FileOf(100, "state.json"), content.Replace(was, now, StringComparison.Ordinal));
        SealedCheckpoint.Seal(_folder.At("checkpoints", "100"));

        Assert.Equal($"the checkpoint 'checkpoints/100' is damaged: {refusal}", _folder.Refusal(() => _store.At(100)));
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("optimiser.safetensors")]
    [InlineData("state.json")]
    public void A_flipped_bit_anywhere_in_a_checkpoint_is_refused(string name)
    {
        Save(100);
        byte[] whole = File.ReadAllBytes(FileOf(100, name));
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(FileOf(100, name), flipped);

            Assert.StartsWith("the checkpoint 'checkpoints/100' is damaged: ", _folder.Refusal(() => _store.At(100)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_another_checkpoint_is_refused()
    {
        Save(100);
        _store.Save(Saved<float>.State(200), new Saved<float>(1).Train(4).Groups);
        File.Copy(FileOf(200, "weights.safetensors"), FileOf(100, "weights.safetensors"), overwrite: true);

        Assert.Equal(
            "the checkpoint 'checkpoints/100' is damaged: weights.safetensors: its checksum is wrong", _folder.Refusal(() => _store.At(100)));
    }

    [Fact]
    public void A_checkpoint_of_the_format_without_checksums_is_read()
    {
        Save(100);
        SealedCheckpoint.MakeFormer(_folder.At("checkpoints", "100"));

        CheckpointState state = _store.At(100).State;

        Assert.Equal((1, 100L), (state.FormatVersion, state.TEnv));
        Assert.Null(state.Checksums);
        Assert.Empty(state.LargestSinceLastRow);
        Assert.DoesNotContain("largest_since_last_row", File.ReadAllText(FileOf(100, "state.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("last_target_update")]
    [InlineData("counters")]
    [InlineData("since_last_row")]
    public void A_checkpoint_state_that_lacks_a_part_is_refused(string property)
    {
        Save(100);
        JsonObject state = JsonNode.Parse(File.ReadAllText(FileOf(100, "state.json")))!.AsObject();
        state.Remove(property);
        state.Remove("checksum");
        File.WriteAllText(FileOf(100, "state.json"), state.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }));
        SealedCheckpoint.Seal(_folder.At("checkpoints", "100"));

        Assert.Equal(
            "the checkpoint 'checkpoints/100' is damaged: state.json lacks last_target_update, counters or since_last_row",
            _folder.Refusal(() => _store.At(100)));
    }

    private string FileOf(long tEnv, string name) => _folder.At("checkpoints", $"{tEnv}", name);

    private void Save(long tEnv) => _store.Save(Saved<float>.State(tEnv), new Saved<float>(1).Train(3).Groups);
}
