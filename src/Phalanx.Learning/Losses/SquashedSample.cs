using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Losses;

/// <summary>
/// Actions drawn from squashed Gaussian policies, so that gradients flow through the draw:
/// <code>
/// u = tanh(μ + σ ε)      log π(u) = sum over dimensions of log N(μ + σ ε; μ, σ) - log(1 - u² + 1e-6)      log σ between -5 and 2
/// </code>
/// </summary>
/// <param name="Actions">u, from -1 to 1, [slots, episodes x agents, dimensions].</param>
/// <param name="LogPolicy">log π, [slots, episodes, agents].</param>
public readonly record struct SquashedSample<T>(Variable<T> Actions, Variable<T> LogPolicy)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Keeps the logarithm finite where an action lies at its bound.
    private const double Edge = 1e-6;

    /// <summary>Draws an action for every row.</summary>
    /// <param name="shard">The shard whose draws are used.</param>
    /// <param name="outputs">[slots, episodes x agents, 2 x dimensions], means and then logarithms of deviations.</param>
    /// <param name="purpose">What it is drawn for.</param>
    public static SquashedSample<T> Draw(Shard<T> shard, Variable<T> outputs, StreamPurpose purpose)
    {
        Tape<T> tape = outputs.Tape;
        (int slots, int dimensions) = (outputs.Shape[0], shard.Team.ActionDimensions);
        Variable<T> mean = outputs.Slice(-1, 0, dimensions);
        Variable<T> logDeviation = outputs.Slice(-1, dimensions, dimensions)
            .Clamp(T.CreateChecked(SquashedGaussian.LeastLogDeviation), T.CreateChecked(SquashedGaussian.MostLogDeviation));
        Variable<T> noise = tape.Constant(shard.Noise.Normal(tape, purpose, slots, shard.Team.Agents * dimensions).Reshape(mean.Shape));
        Variable<T> actions = (mean + (logDeviation.Exp() * noise)).Tanh();
        Variable<T> logDensity = -(noise.Square() * T.CreateChecked(0.5)) - logDeviation - T.CreateChecked(0.5 * Elementary.Log(2 * Math.PI));
        Variable<T> logStretch = (T.CreateChecked(1 + Edge) - actions.Square()).Log();
        return new SquashedSample<T>(actions, shard.ByAgent((logDensity - logStretch).Sum(-1)));
    }
}
