using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;

namespace Phalanx.Learning.Tests.Policies;

public class ContinuousRuleTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test of continuous rules");
    private static readonly ActionSpec Bounds = ActionSpec.Continuous(1, -10, 30);

    public static TheoryData<string> Rules => ["gaussian", "noisy deterministic"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Continuous_rules_take_the_mean_action_in_a_test_and_draw_nothing(string rule)
    {
        var stream = new RandomStream(1, Purpose, 0);
        ulong next = new RandomStream(1, Purpose, 0).NextUInt64();
        Assert.Equal(10 + (20 * Math.Tanh(0.4)), Choose(rule, RunProgress.Test(), ref stream), 1e-5);
        Assert.Equal(next, stream.NextUInt64());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Continuous_rules_draw_uniformly_between_the_bounds_in_a_warm_up(string rule)
    {
        var stream = new RandomStream(2, Purpose, 0);
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++)
        {
            double action = Choose(rule, new RunProgress(0, 1), ref stream);
            Assert.InRange(action, -10, 30);
            counts[Math.Min(3, (int)((action + 10) / 10))]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 4_700, 5_300));
    }

    [Theory]
    [InlineData("gaussian", 0.5)]
    [InlineData("noisy deterministic", 0.1)]
    public void Continuous_rules_draw_around_the_mean_action_with_their_deviation(string rule, double deviation)
    {
        var stream = new RandomStream(3, Purpose, 0);
        double mean = 0;
        double square = 0;
        const int Draws = 20_000;
        for (int i = 0; i < Draws; i++)
        {
            double action = (Choose(rule, new RunProgress(0, 0), ref stream) - 10) / 20;
            double before = rule == "gaussian" ? Math.Atanh(Math.Clamp(action, -0.999999, 0.999999)) - 0.4 : action - Math.Tanh(0.4);
            mean += before / Draws;
            square += before * before / Draws;
        }

        Assert.Equal(0, mean, 0.02);
        Assert.Equal(deviation, Math.Sqrt(square), 0.03 * deviation);
    }

    private static double Choose(string rule, RunProgress progress, ref RandomStream stream)
    {
        Span<float> action = stackalloc float[1];
        IContinuousActionRule chooses = rule == "gaussian" ? new SquashedGaussian() : new NoisyDeterministic(0.1);
        chooses.Choose(rule == "gaussian" ? [0.4f, MathF.Log(0.5f)] : [0.4f], Bounds, progress, ref stream, action);
        return action[0];
    }
}
