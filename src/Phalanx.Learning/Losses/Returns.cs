using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Losses;

/// <summary>
/// The targets that values are regressed on. They are tensors: no gradient flows through them. A bootstrap value belongs to the transition that leads
/// to it: <c>next_t</c> is the value of slot t + 1. Its tensor is [slots - 1, ..], with as many elements per episode as there are agents or
/// quantiles; the last step has none when no episode bootstraps from the last slot. Where <see cref="Shard{T}.Bootstraps"/> says that
/// there are none at all, there is no tensor either.
/// </summary>
public static class Returns
{
    /// <summary>The target by the settings: an n-step return, or a lambda-return.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="next">Bootstrap values; null where every episode ends with its first step.</param>
    /// <param name="elements">How many there are per episode: one for the team, or one for each agent or quantile.</param>
    /// <param name="learner">The settings.</param>
    /// <returns>[steps, episodes x elements], zero beyond an episode's end.</returns>
    public static Tensor<T> Targets<T>(this Shard<T> shard, Tape<T> tape, Tensor<T>? next, int elements, LearnerSettings learner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => learner.NStep > 1
            ? shard.NStep(tape, next, elements, learner.Gamma, learner.NStep)
            : shard.Lambda(tape, next, elements, learner.Gamma, learner.TdLambda);

    /// <summary>
    /// The lambda-return, from the end of every episode of its own:
    /// <code>
    /// G_L = (1 - terminated) next_(L-1)
    /// G_t = λ γ G_(t+1) + r_t + (1 - λ) γ (1 - terminated_t) next_t
    /// </code>
    /// With λ = 0 this is the one-step target <c>r + γ (1 - terminated) next</c>.
    /// </summary>
    /// <returns>[steps, episodes x elements], zero beyond an episode's end.</returns>
    public static Tensor<T> Lambda<T>(this Shard<T> shard, Tape<T> tape, Tensor<T>? next, int elements, double gamma, double lambda)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bootstrap = new Bootstrap<T>(shard, next, elements);
        Tensor<T> returns = tape.Arena.RentZeroed((shard.Steps, shard.Episodes * elements));
        Span<T> g = returns.Span;
        T chained = T.CreateChecked(lambda * gamma);
        T direct = T.CreateChecked((1 - lambda) * gamma);
        int row = shard.Episodes * elements;
        for (int episode = 0; episode < shard.Episodes; episode++)
        {
            int length = shard.Lengths.Span[episode];
            for (int t = length - 1; t >= 0; t--)
            {
                T reward = shard.Rewards.Span[(t * shard.Episodes) + episode];
                int at = (t * row) + (episode * elements);
                for (int i = 0; i < elements; i++)
                {
                    T value = bootstrap.At(t, episode, i);
                    T later = t == length - 1 ? value : g[at + row + i];
                    g[at + i] = (chained * later) + reward + (direct * value);
                }
            }
        }

        return returns;
    }

    /// <summary>
    /// The n-step return, shortened at the end of the episode:
    /// <c>sum_(k &lt; m) γ^k r_(t+k) + γ^m (1 - terminated_(t+m-1)) next_(t+m-1)</c> with <c>m = min(n, L - t)</c>.
    /// </summary>
    /// <returns>[steps, episodes x elements], zero beyond an episode's end.</returns>
    public static Tensor<T> NStep<T>(this Shard<T> shard, Tape<T> tape, Tensor<T>? next, int elements, double gamma, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bootstrap = new Bootstrap<T>(shard, next, elements);
        Tensor<T> returns = tape.Arena.RentZeroed((shard.Steps, shard.Episodes * elements));
        int row = shard.Episodes * elements;
        for (int episode = 0; episode < shard.Episodes; episode++)
        {
            int length = shard.Lengths.Span[episode];
            for (int t = 0; t < length; t++)
            {
                int last = t + Math.Min(n, length - t) - 1;
                T discount = T.One;
                T sum = T.Zero;
                for (int k = t; k <= last; k++)
                {
                    sum += discount * shard.Rewards.Span[(k * shard.Episodes) + episode];
                    discount *= T.CreateChecked(gamma);
                }

                for (int i = 0; i < elements; i++)
                {
                    returns.Span[(t * row) + (episode * elements) + i] = sum + (discount * bootstrap.At(last, episode, i));
                }
            }
        }

        return returns;
    }

    /// <summary>Bootstrap values, zero after a true end.</summary>
    private readonly ref struct Bootstrap<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> _next;
        private readonly ReadOnlySpan<T> _terminated;
        private readonly int _episodes;
        private readonly int _elements;

        public Bootstrap(Shard<T> shard, Tensor<T>? next, int elements)
        {
            int count = next?.Count ?? 0;
            if (count != (shard.Slots - 1) * shard.Episodes * elements)
            {
                throw new ArgumentException(
                    $"{count} bootstrap values do not fit {shard.Slots} slots of {shard.Episodes} episodes with {elements} elements.");
            }

            _next = next is { } values ? values.Span : default;
            _terminated = shard.Terminated.Span;
            _episodes = shard.Episodes;
            _elements = elements;
        }

        public T At(int t, int episode, int element) =>
            _terminated[(t * _episodes) + episode] != T.Zero
                ? T.Zero
                : _next[(((t * _episodes) + episode) * _elements) + element];
    }
}
