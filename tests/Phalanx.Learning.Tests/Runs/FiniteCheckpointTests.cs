using System.Runtime.InteropServices;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class FiniteCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CheckpointStore _store;

    public FiniteCheckpointTests() => _store = new CheckpointStore(_folder.At("checkpoints"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_that_are_not_finite_are_not_saved_and_nothing_is_left_of_the_checkpoint()
    {
        var saved = new Saved<float>(1);
        _store.Save(Saved<float>.State(100), saved.Groups);
        saved.Train(1);
        Refuses("group 'actor': the weight 'agent.fc1.bias' has 1 NaN among 3 numbers", saved.Groups[0].Online["agent.fc1.bias"].Value.Span, float.NaN);
        Refuses("group 'actor': the target weight 'agent.fc1.weight' has 1 +infinity among 6 numbers", saved.Groups[0].Target!["agent.fc1.weight"].Value.Span, float.PositiveInfinity);
        Refuses(
            "group 'critic': the optimiser's 'square_average.critic.fc1.weight' has 1 -infinity among 4 numbers",
            saved.Groups[1].Optimiser.State.First().Value.Span,
            float.NegativeInfinity);
        _store.Save(Saved<float>.State(200), saved.Groups);
        Assert.Equal([100L, 200L], _store.Available);

        void Refuses(string sentence, Span<float> values, float bad)
        {
            float before = values[^1];
            values[^1] = bad;
            var fault = Assert.Throws<NumericalFaultException>(() => _store.Save(Saved<float>.State(200), saved.Groups));
            Assert.Equal(sentence, fault.Message);
            Assert.Equal([100L], _store.Available);
            Assert.Equal(["100"], _folder.Names("checkpoints"));
            values[^1] = before;
        }
    }

    [Fact]
    public void Double_precision_is_looked_at_too()
    {
        var saved = new Saved<double>(1);
        saved.Groups[1].Online.Values[0] = double.NaN;
        Assert.Throws<NumericalFaultException>(() => _store.Save(Saved<double>.State(100), saved.Groups));
    }

    [Theory]
    [InlineData("weights.safetensors", "tensor 'target.agent.fc1.bias' F32 [3] has 1 NaN among 3 numbers")]
    [InlineData("optimiser.safetensors", "tensor 'critic.square_average.critic.fc1.bias' F32 [2] has 1 NaN among 2 numbers")]
    public void A_checkpoint_that_holds_such_numbers_is_damaged_and_the_one_before_it_is_named(string file, string sentence)
    {
        var saved = new Saved<float>(1);
        _store.Save(Saved<float>.State(100), saved.Groups);
        _store.Save(Saved<float>.State(200), saved.Train(1).Groups);
        Poison.LastNumber(_folder.At("checkpoints", "200", file));

        Assert.Equal(
            $"the checkpoint 'checkpoints{Path.DirectorySeparatorChar}200' is damaged: {file}: {sentence}; delete its folder to continue from the one before it, at t_env 100",
            _folder.Refusal(() => _store.Latest()));
        _store.At(100);

        // It is not whole, so that pruning keeps the one that is.
        _store.Prune(1);
        Assert.Equal([100L, 200L], _store.Available);
    }
}

/// <summary>Spoils files of tensors.</summary>
internal static class Poison
{
    /// <summary>Makes the last number of a file of single precision one that is none.</summary>
    public static void LastNumber(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        MemoryMarshal.Write(bytes.AsSpan(^sizeof(float)..), float.NaN);
        File.WriteAllBytes(path, bytes);
    }
}
