using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Parallel;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Optimisers;

public class OptimiserTests
{
    private static readonly OptimiserSettings[] All = [new RmsPropSettings(), new AdamSettings()];

    public static TheoryData<OptimiserSettings> Settings => [.. All];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_step_has_the_same_bits_however_many_workers_share_it(OptimiserSettings settings)
    {
        float[] alone = Run(null);
        for (int workers = 1; workers <= 4; workers++)
        {
            using var pool = new WorkerPool(workers);
            Assert.Equal(alone, Run(pool));
        }

        float[] Run(WorkerPool? pool)
        {
            ParameterSet<float> set = Drawn<float>(rows: 211, columns: 307);
            Optimiser<float> optimiser = settings.Create(set);
            Continue(optimiser, 0, 3, pool);
            return set.Values.ToArray();
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_restored_optimiser_continues_bit_for_bit(OptimiserSettings settings)
    {
        VerifyContinuation<float>(settings);
        VerifyContinuation<double>(settings);
    }

    [Fact]
    public void State_is_named_after_kind_and_parameter()
    {
        Assert.Equal(
            ["square_average.net.w", "square_average.net.b"],
            new RmsPropSettings().Create(Drawn<float>()).State.Select(state => state.Name));
        Assert.Equal(
            ["first_moment.net.w", "first_moment.net.b", "second_moment.net.w", "second_moment.net.b"],
            new AdamSettings().Create(Drawn<float>()).State.Select(state => state.Name));
    }

    [Fact]
    public void A_file_without_the_state_of_a_parameter_is_refused()
    {
        var writer = new SafetensorsWriter();
        new RmsPropSettings().Create(Drawn<float>()).Save(writer);
        SafetensorsFile file = SafetensorsFile.Read(writer.ToArray());
        Assert.Throws<InvalidDataException>(() => new AdamSettings().Create(Drawn<float>()).Restore(file));
        Assert.Throws<InvalidDataException>(() => new RmsPropSettings().Create(Drawn<float>(rows: 3)).Restore(file));
        foreach (long[] steps in (long[][])[[], [-1], [1, 2]])
        {
            SafetensorsFile wrong = SafetensorsFile.Read(new SafetensorsWriter().Add("steps", [steps.Length], steps).ToArray());
            Assert.Contains(
                "'steps'",
                Assert.Throws<InvalidDataException>(() => new RmsPropSettings().Create(Drawn<float>()).Restore(wrong)).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_learning_rate_may_change_between_steps(OptimiserSettings settings)
    {
        ParameterSet<float> set = Drawn<float>();
        Optimiser<float> optimiser = settings.Create(set);
        Assert.Equal(settings.LearningRate, optimiser.LearningRate);
        optimiser.LearningRate = 0;
        float[] before = set.Values.ToArray();
        Continue(optimiser, 0, 1);
        Assert.Equal(before, set.Values.ToArray());
        optimiser.LearningRate = 1e-3;
        Continue(optimiser, 1, 2);
        Assert.NotEqual(before, set.Values.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => optimiser.LearningRate = double.NaN);
    }

    [Fact]
    public void A_step_counts_and_says_that_the_parameters_changed()
    {
        ParameterSet<float> set = Drawn<float>();
        Optimiser<float> optimiser = new RmsPropSettings().Create(set);
        long version = set.Version;
        Continue(optimiser, 0, 1);
        Assert.Equal(1, optimiser.Steps);
        Assert.True(set.Version > version);
    }

    [Fact]
    public void Gradients_of_another_set_are_refused() => Assert.Throws<ArgumentException>(() =>
        new RmsPropSettings().Create(Drawn<float>()).Step(new Gradients<float>(Drawn<float>())));

    [Fact]
    public void Hyper_parameters_out_of_range_are_refused()
    {
        OptimiserSettings[] wrong =
        [
            new RmsPropSettings { Alpha = 1 }, new RmsPropSettings { Epsilon = -1 }, new RmsPropSettings { LearningRate = -1e-3 },
            new AdamSettings { Beta1 = -0.1 }, new AdamSettings { Beta2 = double.NaN }, new AdamSettings { Epsilon = double.PositiveInfinity },
        ];
        Assert.All(wrong, settings => Assert.Throws<ArgumentOutOfRangeException>(() => settings.Create(Drawn<float>())));
    }

    private static void VerifyContinuation<T>(OptimiserSettings settings)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterSet<T> uninterrupted = Drawn<T>();
        Continue(settings.Create(uninterrupted), 0, 6);

        ParameterSet<T> first = Drawn<T>();
        Optimiser<T> stopped = settings.Create(first);
        Continue(stopped, 0, 3);
        var writer = new SafetensorsWriter();
        stopped.Save(writer, "group.");

        ParameterSet<T> second = Drawn<T>();
        second.CopyFrom(first);
        Optimiser<T> resumed = settings.Create(second);
        resumed.Restore(SafetensorsFile.Read(writer.ToArray()), "group.");
        Assert.Equal(3, resumed.Steps);
        Continue(resumed, 3, 6);
        Assert.True(uninterrupted.Values.SequenceEqual(second.Values));
    }

    private static void Continue<T>(Optimiser<T> optimiser, int from, int to, WorkerPool? pool = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradients = new Gradients<T>(optimiser.Set);
        for (int step = from; step < to; step++)
        {
            var stream = new RandomStream(4, StreamPurpose.Named("optimiser"), (ulong)step);
            Initialiser.Uniform(1).Fill(gradients.Values, ref stream);
            optimiser.Step(gradients, pool);
        }
    }

    private static ParameterSet<T> Drawn<T>(int rows = 5, int columns = 7)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var set = new ParameterSet<T>();
        set.Declare("net.w", (rows, columns), Initialiser.Uniform(1));
        set.Declare("net.b", rows, Initialiser.Uniform(1));
        set.Initialise(9);
        return set;
    }
}
