using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Optimisers;

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
