namespace Phalanx.Environments.Tests;

public sealed class DefaultMethodsTests
{
    [Fact]
    public void All_actions_are_available_unless_the_environment_says_otherwise()
    {
        IEnvironment environment = new Minimal(Minimal.Plain);
        IEnvironmentBatch batch = EnvironmentBatch.Of(() => new Minimal(Minimal.Plain), 1);
        bool[] available = new bool[3];
        environment.WriteAvailableActions(available);

        Assert.Equal([true, true, true], available);
        Assert.Equal([true, true, true], batch.Available());
    }

    [Fact]
    public void A_method_for_what_is_not_declared_need_not_be_implemented()
    {
        IEnvironment environment = new Minimal(Minimal.Plain);

        environment.WriteStatistics([]);
        environment.WriteAgentFeatures([]);
        environment.WriteEntities([], [], []);
    }

    [Fact]
    public void A_method_for_what_is_declared_must_be_implemented()
    {
        IEnvironment environment = new Minimal(Minimal.Promising);

        Assert.Equal(
            "environment 'minimal': its specification declares statistics but it does not implement WriteStatistics",
            Assert.Throws<EnvironmentContractException>(() => environment.WriteStatistics(new float[1])).Message);
        Assert.Equal(
            "environment 'minimal': its specification declares agent features but it does not implement WriteAgentFeatures",
            Assert.Throws<EnvironmentContractException>(() => environment.WriteAgentFeatures(new float[1])).Message);
        Assert.Equal(
            "environment 'minimal': its specification declares entities but it does not implement WriteEntities",
            Assert.Throws<EnvironmentContractException>(() => environment.WriteEntities(new float[1], new bool[1], new bool[1])).Message);
    }

    [Fact]
    public void A_batch_must_implement_what_it_declares_and_nothing_else()
    {
        IEnvironmentBatch plain = new MinimalBatch(Minimal.Plain);
        IEnvironmentBatch rich = new MinimalBatch(Minimal.Promising);

        Assert.Equal([true, true, true], plain.Available());
        plain.WriteStatistics([0], []);
        plain.WriteAgentFeatures([0], []);
        plain.WriteEntities([0], [], [], []);
        Assert.Throws<EnvironmentContractException>(() => rich.WriteStatistics([0], new float[1]));
        Assert.Throws<EnvironmentContractException>(() => rich.WriteAgentFeatures([0], new float[1]));
        Assert.Throws<EnvironmentContractException>(() => rich.WriteEntities([0], new float[1], new bool[1], new bool[1]));
    }

    private sealed class Minimal(EnvironmentSpec spec) : IEnvironment
    {
        public static EnvironmentSpec Plain { get; } = new()
        {
            Name = "minimal",
            Agents = 1,
            Actions = ActionSpec.Discrete(3),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 1,
        };

        public static EnvironmentSpec Promising { get; } = Plain with
        {
            Statistics = ["won"],
            AgentFeatureSize = 1,
            Entities = new EntitySpec(1, 1),
        };

        public EnvironmentSpec Spec => spec;

        public void Reset(ulong seed)
        {
        }

        public StepResult Step(JointAction action) => new(0, Terminated: true);

        public void WriteObservations(Span<float> observations) => observations.Clear();

        public void WriteState(Span<float> state) => state.Clear();
    }

    private sealed class MinimalBatch(EnvironmentSpec spec) : IEnvironmentBatch
    {
        public EnvironmentSpec Spec => spec;

        public int Count => 1;

        public void Reset(int environment, ulong seed)
        {
        }

        public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results) => results.Clear();

        public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => observations.Clear();

        public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => states.Clear();
    }
}
