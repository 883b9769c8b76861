using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CheckpointStore _store;

    public CheckpointStoreTests() => _store = new CheckpointStore(_folder.At("checkpoints"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Checkpoints_are_listed_by_their_environment_steps()
    {
        Assert.Empty(_store.Available);
        Save(1000, 200, 30);
        Directory.CreateDirectory(_folder.At("checkpoints", "0200"));
        Directory.CreateDirectory(_folder.At("checkpoints", "notes"));
        Directory.CreateDirectory(_folder.At("checkpoints", ".7.tmp"));
        File.WriteAllText(_folder.At("checkpoints", "5000"), "");

        Assert.Equal([30, 200, 1000], _store.Available);
        Assert.True(_store.Has(200));
        Assert.False(_store.Has(5000));
        Assert.Equal(1000, _store.Latest().State.TEnv);
        Assert.Equal(30, _store.At(30).State.TEnv);
    }

    [Fact]
    public void The_refusal_of_a_missing_checkpoint_names_the_nearest()
    {
        Assert.Equal("there is no checkpoint in 'checkpoints'", _folder.Refusal(() => _store.Latest()));
        Assert.Equal("there is no checkpoint in 'checkpoints'", _folder.Refusal(() => _store.At(5)));
        Save(100, 200);

        Assert.Equal(
            "there is no checkpoint at t_env 180 in 'checkpoints'; the nearest is at 200", _folder.Refusal(() => _store.At(180)));
    }

    [Fact]
    public void An_older_checkpoint_is_never_used_in_place_of_a_damaged_one()
    {
        Save(100, 200);
        Damage(200);

        Assert.Equal(
            "the checkpoint 'checkpoints/200' is damaged: it has no state.json; "
            + "delete its folder to continue from the one before it, at t_env 100",
            _folder.Refusal(() => _store.Latest()));
        Damage(100);
        Directory.Delete(_folder.At("checkpoints", "200"), recursive: true);
        Assert.Equal("the checkpoint 'checkpoints/100' is damaged: it has no state.json", _folder.Refusal(() => _store.Latest()));
    }

    [Fact]
    public void An_existing_checkpoint_is_not_overwritten()
    {
        Save(100);
        byte[] before = File.ReadAllBytes(_folder.At("checkpoints", "100", "weights.safetensors"));

        Assert.Equal(
            "cannot write 'checkpoints/100': it exists already",
            _folder.Refusal(() => _store.Save(Saved<float>.State(100), new Saved<float>(77).Groups)));
        Assert.Equal(before, File.ReadAllBytes(_folder.At("checkpoints", "100", "weights.safetensors")));
    }

    [Fact]
    public void A_failed_save_leaves_the_existing_checkpoints_and_nothing_else()
    {
        Save(100);
        IReadOnlyList<CheckpointGroup<float>> groups = new Saved<float>(1).Groups;

        Assert.Throws<ArgumentException>(() => _store.Save(Saved<float>.State(200), [groups[0], groups[0]]));

        Assert.Equal(["100"], _folder.Names("checkpoints"));
        Assert.Equal(100, _store.Latest().State.TEnv);
    }

    [Fact]
    public void A_checkpoint_folder_that_cannot_be_made_is_a_user_error()
    {
        File.WriteAllText(_folder.At("checkpoints"), "");

        Assert.StartsWith("cannot write 'checkpoints': ", _folder.Refusal(() => Save(100)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pruning_keeps_the_newest_checkpoints()
    {
        Save(9, 10, 100, 2000);

        _store.Prune(2);
        Assert.Equal([100, 2000], _store.Available);
        _store.Prune(5);
        Assert.Equal(["100", "2000"], _folder.Names("checkpoints"));
        _store.Prune(1);
        Assert.Equal(2000, _store.Latest().State.TEnv);
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.Prune(0));
    }

    [Fact]
    public void Pruning_keeps_checkpoints_that_may_not_be_deleted_and_asks_about_old_ones_only()
    {
        Save(1, 2, 3, 4);
        List<long> asked = [];

        _store.Prune(2, tEnv =>
        {
            asked.Add(tEnv);
            return tEnv != 1;
        });

        Assert.Equal([1, 3, 4], _store.Available);
        Assert.Equal([2, 1], asked);
    }

    [Fact]
    public void Pruning_keeps_the_newest_undamaged_checkpoint_for_any_number_of_damaged_ones()
    {
        Save(1, 2, 3, 4);
        Damage(3);
        Damage(4);

        _store.Prune(1);

        Assert.Equal([2, 3, 4], _store.Available);
        Assert.Equal(2, _store.At(2).State.TEnv);
    }

    [Fact]
    public void Continuing_from_a_checkpoint_deletes_later_checkpoints()
    {
        Save(100, 200, 300);

        _store.CutAfter(100);

        Assert.Equal(["100"], _folder.Names("checkpoints"));
        new CheckpointStore(_folder.At("none")).CutAfter(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_process_that_is_killed_while_it_replaces_a_checkpoint_leaves_one_of_the_two(bool newIsThere)
    {
        Save(100, 200);
        string replaced = _folder.At("checkpoints", ".200.replaced.tmp");
        if (newIsThere)
        {
            Directory.CreateDirectory(replaced);
        }
        else
        {
            Directory.Move(_folder.At("checkpoints", "200"), replaced);
        }

        Assert.Equal([100, 200], _store.Available);
        Assert.Equal(200, _store.Latest().State.TEnv);
        _store.CutAfter(200);
        Assert.Equal(["100", "200"], _folder.Names("checkpoints"));
        Assert.Equal(200, _store.Latest().State.TEnv);
    }

    [Fact]
    public void Partial_checkpoints_of_a_killed_process_are_deleted()
    {
        Save(100);
        Directory.CreateDirectory(_folder.At("checkpoints", ".0123.tmp", "below"));

        _store.Prune(1);

        Assert.Equal(["100"], _folder.Names("checkpoints"));
    }

    private void Save(params long[] progresses)
    {
        foreach (long tEnv in progresses)
        {
            _store.Save(Saved<float>.State(tEnv), new Saved<float>(1).Groups);
        }
    }

    private void Damage(long tEnv) => File.Delete(_folder.At("checkpoints", $"{tEnv}", "state.json"));
}
