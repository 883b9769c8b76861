namespace Phalanx.Environments.Tests;

public sealed class EnvironmentBatchTests
{
    [Fact]
    public void Environments_are_stepped_in_the_order_of_the_data()
    {
        IEnvironmentBatch batch = EnvironmentBatch.Of(() => new Fixed(), 3);
        for (int environment = 0; environment < 3; environment++)
        {
            batch.Reset(environment, 1);
        }

        StepResult[] results = new StepResult[2];
        batch.Step([2, 0], new JointAction([1, 1, 1, 1]), results);
        batch.Step([2], new JointAction([1, 0]), results);
        float[] states = new float[9];
        batch.WriteState([1, 2, 0], states);

        Assert.Equal([0, 0, 0, 2, 0, 2, 1, 1, 1], states);
        float[] observations = new float[6];
        batch.WriteObservations([0, 1, 2], observations);
        Assert.Equal([1, 1, 0, 0, 2, 0], observations);
        bool[] available = new bool[8];
        batch.WriteAvailableActions([2, 1], available);
        Assert.Equal([true, true, false, true, false, true, false, true], available);
    }

    [Fact]
    public void All_that_an_environment_declares_is_written_in_the_order_of_the_data()
    {
        IEnvironmentBatch batch = EnvironmentBatch.Of(() => new Fixed(), 2);
        batch.Reset(0, 1);
        batch.Reset(1, 1);
        batch.Step(1, 1);
        float[] features = new float[4];
        float[] rows = new float[8];
        bool[] absent = new bool[8];
        bool[] hidden = new bool[16];
        float[] statistics = [9, 9];
        batch.WriteAgentFeatures([1, 0], features);
        batch.WriteEntities([1, 0], rows, absent, hidden);
        batch.WriteStatistics([1, 0], statistics);

        Assert.Equal([0, 0, 1, 1], features);
        Assert.Equal([0, 0, 5, 0, 1, 1, 5, 0], rows);
        Assert.Equal([false, false, false, true, false, false, false, true], absent);
        Assert.Equal(8, hidden.Count(value => value));
        Assert.Equal([0, 0], statistics);
    }

    [Fact]
    public void One_object_for_all_environments_of_a_batch_is_refused()
    {
        Corridor only = new();

        Assert.Equal(
            "environment 'corridor': the function that makes it returned the same object twice; it must make a new one each time",
            Assert.Throws<EnvironmentContractException>(() => EnvironmentBatch.Of(() => only, 2)).Message);
    }

    [Fact]
    public void Different_specifications_are_refused()
    {
        int made = 0;

        Assert.Equal(
            "environment 'corridor': the function that makes it returned environments with different specifications; they must be equal",
            Assert.Throws<EnvironmentContractException>(() => EnvironmentBatch.Of(() => new Renamed(++made), 2)).Message);
    }

    [Fact]
    public void A_wrong_specification_is_refused() =>
        Assert.Throws<EnvironmentContractException>(() => EnvironmentBatch.Of(() => new Renamed(0), 1));

    [Fact]
    public void No_environment_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EnvironmentBatch.Of(() => new Corridor(), 0));
        Assert.Throws<InvalidOperationException>(() => EnvironmentBatch.Of(() => null!, 1));
    }

    /// <summary>A corridor whose agents begin at 0 for every seed.</summary>
    private sealed class Fixed : Corridor
    {
        public override void Reset(ulong seed)
        {
            Steps = 0;
            Positions.AsSpan().Clear();
        }
    }

    private sealed class Renamed(int number) : Corridor
    {
        public override EnvironmentSpec Spec => base.Spec with { Agents = number == 0 ? 0 : 2, StateSize = 2 + number };
    }
}
