using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Tests.Kernels;

public class OptimisersTests
{
    private static readonly int[] Lengths = [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 100];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Every_level_steps_with_the_bits_of_the_scalar_twin(SimdLevel level)
    {
        foreach (OptimiserSettings settings in (OptimiserSettings[])[new RmsPropSettings(), new AdamSettings()])
        {
            foreach (int length in Lengths)
            {
                Assert.Equal(Steps(settings, length, Kernels<float>.At(SimdLevel.Scalar)), Steps(settings, length, Kernels<float>.At(level)));
            }
        }
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_shows_in_its_own_element_only()
    {
        foreach (OptimiserSettings settings in (OptimiserSettings[])[new RmsPropSettings(), new AdamSettings()])
        {
            var set = new ParameterSet<float>();
            set.Declare("w", 33, Initialiser.Ones);
            var gradients = new Gradients<float>(set);
            gradients.Values[20] = float.NaN;
            settings.Create(set).Step(gradients);
            Assert.True(float.IsNaN(set.Values[20]));
            Assert.Equal(1, set.Values.ToArray().Count(float.IsNaN));
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_step_tells_whether_all_is_finite_after_it(SimdLevel level)
    {
        foreach (OptimiserSettings settings in (OptimiserSettings[])[new RmsPropSettings(), new AdamSettings()])
        {
            foreach (int length in Lengths)
            {
                for (int place = 0; place < length; place++)
                {
                    (Optimiser<float> optimiser, Gradients<float> gradients) = Ones(settings, length, Kernels<float>.At(level));
                    Assert.True(optimiser.Step(gradients));
                    gradients.Values[place] = float.NaN;
                    Assert.False(optimiser.Step(gradients), $"{settings.GetType().Name}: NaN at {place} of {length}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_step_that_overflows_the_state_tells_so_though_the_parameters_stay_finite(SimdLevel level)
    {
        foreach (OptimiserSettings settings in (OptimiserSettings[])[new RmsPropSettings(), new AdamSettings()])
        {
            for (int place = 0; place < 33; place++)
            {
                // The square of 1e30 is no number of single precision, and what is divided by it is zero.
                (Optimiser<float> optimiser, Gradients<float> gradients) = Ones(settings, 33, Kernels<float>.At(level));
                gradients.Values[place] = 1e30f;
                Assert.False(optimiser.Step(gradients));
                Assert.All(optimiser.Set.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
            }
        }
    }

    [Fact]
    public void A_step_that_several_workers_share_tells_the_same()
    {
        using var workers = new WorkerPool(2);
        foreach (OptimiserSettings settings in (OptimiserSettings[])[new RmsPropSettings(), new AdamSettings()])
        {
            foreach (int place in (int[])[0, 20_000, 39_999])
            {
                (Optimiser<float> optimiser, Gradients<float> gradients) = Ones(settings, 40_000, Kernels<float>.Best);
                Assert.True(optimiser.Step(gradients, workers));
                gradients.Values[place] = float.NaN;
                Assert.False(optimiser.Step(gradients, workers));
            }
        }
    }

    private static (Optimiser<float> Optimiser, Gradients<float> Gradients) Ones(OptimiserSettings settings, int length, Kernels<float> kernels)
    {
        var set = new ParameterSet<float>();
        set.Declare("w", length, Initialiser.Ones);
        set.Initialise(3);
        var gradients = new Gradients<float>(set);
        gradients.Values.Fill(1);
        return (settings.Create(set, kernels), gradients);
    }

    private static float[] Steps(OptimiserSettings settings, int length, Kernels<float> kernels)
    {
        var stream = new RandomStream(2, StreamPurpose.Named("optimiser-kernels"), (ulong)length);
        var set = new ParameterSet<float>();
        set.Declare("w", length, Initialiser.Uniform(1));
        set.Initialise(3);
        var gradients = new Gradients<float>(set);
        Optimiser<float> optimiser = settings.Create(set, kernels);
        for (int step = 0; step < 4; step++)
        {
            stream.FillNormal(gradients.Values);
            optimiser.Step(gradients);
        }

        return [.. set.Values, .. optimiser.State.SelectMany(state => state.Value.Span.ToArray())];
    }
}
