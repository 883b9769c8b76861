namespace Phalanx.Environments.Tests;

public sealed class DisposalTests
{
    [Fact]
    public void A_batch_disposes_its_environments_once_it_is_disposed()
    {
        CountingEnvironments counting = new();
        using (IEnvironmentBatch batch = counting.Registry().Create(CountingEnvironments.Name, count: 3))
        {
            Assert.Equal((3, 3), (counting.Made, counting.Alive));
        }

        Assert.Equal(0, counting.Alive);
    }

    [Fact]
    public void A_guard_disposes_the_batch_that_it_guards()
    {
        CountingEnvironments counting = new();
        EnvironmentBatch.Guarded(EnvironmentBatch.Of(counting.Create, 2)).Dispose();

        Assert.Equal((2, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_batch_of_which_one_environment_cannot_be_made_disposes_the_others()
    {
        CountingEnvironments counting = new() { FailsAtCreation = 3 };

        Assert.Equal(
            "environment 3 cannot be made",
            Assert.Throws<InvalidOperationException>(() => EnvironmentBatch.Of(counting.Create, 5)).Message);
        Assert.Equal((3, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_batch_with_a_wrong_specification_is_disposed()
    {
        CountingEnvironments counting = new() { EpisodeLength = 0 };

        Assert.Throws<EnvironmentContractException>(() => EnvironmentBatch.Of(counting.Create, 2));
        Assert.Equal((2, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_registered_batch_with_a_wrong_specification_is_disposed()
    {
        CountingEnvironments counting = new() { EpisodeLength = 0 };
        EnvironmentRegistry registry = new();
        registry.Register<NoSettings>("wrong", "has no steps", (_, count) => new AdaptedEnvironments(counting.Create, count));

        Assert.Throws<EnvironmentContractException>(() => registry.Create("wrong", count: 2));
        Assert.Equal((2, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_registered_batch_of_the_wrong_size_is_disposed()
    {
        CountingEnvironments counting = new();
        EnvironmentRegistry registry = new();
        registry.Register<NoSettings>("short", "makes too few", (_, count) => EnvironmentBatch.Of(counting.Create, count - 1));

        Assert.Throws<EnvironmentContractException>(() => registry.Create("short", count: 3));
        Assert.Equal((2, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void An_environment_whose_disposal_fails_does_not_keep_the_others_alive()
    {
        CountingEnvironments counting = new();
        int made = 0;
        IEnvironmentBatch batch = EnvironmentBatch.Of(() => ++made == 1 ? new FailsToDispose(counting.Spec) : counting.Create(), 3);

        Assert.Equal("no", Assert.Throws<InvalidOperationException>(batch.Dispose).Message);
        Assert.Equal((2, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_failing_creation_is_reported_though_a_disposal_fails_after_it()
    {
        CountingEnvironments counting = new() { FailsAtCreation = 2 };
        int made = 0;

        Assert.Equal(
            "environment 2 cannot be made",
            Assert.Throws<InvalidOperationException>(
                () => EnvironmentBatch.Of(() => ++made == 1 ? new FailsToDispose(counting.Spec) : counting.Create(), 3)).Message);
        Assert.Equal(0, counting.Alive);
    }

    [Fact]
    public void A_built_in_batch_can_be_disposed_like_any_other()
    {
        using IEnvironmentBatch batch = EnvironmentRegistry.WithBuiltIns().Create("matrix/qtran");
        batch.Dispose();
    }

    private sealed class FailsToDispose(EnvironmentSpec spec) : IEnvironment, IDisposable
    {
        public EnvironmentSpec Spec => spec;

        public void Reset(ulong seed)
        {
        }

        public StepResult Step(JointAction action) => new(0, Terminated: true);

        public void WriteObservations(Span<float> observations) => observations.Clear();

        public void WriteState(Span<float> state) => state.Clear();

        public void Dispose() => throw new InvalidOperationException("no");
    }
}
