using System.Collections.Concurrent;
using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>How the gradient of a discrete action is made.</summary>
public enum MaddpgGradient
{
    /// <summary>A drawn action forwards, the soft-max that it was drawn from backwards.</summary>
    StraightThrough,

    /// <summary>The expectation over all actions, nothing drawn.</summary>
    Expected,
}

/// <summary>The settings of MADDPG.</summary>
public sealed record MaddpgSettings
{
    /// <summary>Width of the critic's hidden layers.</summary>
    [Setting("width of the central critic's hidden layers", Min = 1)]
    public int CentralWidth { get; init; } = 256;

    /// <summary>The temperature of the soft-max that actions are drawn from.</summary>
    [Setting("temperature of the soft-max that actions are drawn from", Above = 0)]
    public double Temperature { get; init; } = 1;

    /// <summary>How the gradient of an action is made.</summary>
    [Setting("gradient of an action: straight through a drawn one, or the expectation over all")]
    public MaddpgGradient Gradient { get; init; }

    /// <summary>What holds instead where actions are continuous.</summary>
    public ActorCriticSettings Continuous { get; init; } = new();
}

/// <summary>
/// MADDPG for discrete actions, a baseline of Weighted QMIX's paper: actors l_i, by which agents act epsilon-greedily, and a
/// central critic Q* with networks of its own.
/// <code>
/// L       = L_actor + L_critic                                             ū_i = argmax over available actions of l_i(τ_i)
/// L_critic = (Q*(s, τ, u) - y)²          y = r + γ (1 - terminated) Q*⁻(s', τ', ū')
/// L_actor  = - sum_i sum_a g_i(a) q_i(a)         q_i(a) = Q*⁻(s, τ, a, ū_-i)
/// g_i      = the one-hot of argmax (l_i + noise) forwards, softmax ((l_i + noise) / temperature) backwards
/// </code>
/// each a mean over transitions, with Gumbel noise and over available actions alone. ū' is chosen by the online actors. The actors take q as
/// a constant: they are no part of the critic.
/// </summary>
public sealed class Maddpg<T> : SinglePhaseAlgorithm<T, Maddpg<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The purpose of the draws of noise.</summary>
    public static readonly StreamPurpose Exploring = StreamPurpose.Named("maddpg gumbel");

    private readonly MaddpgSettings _settings;
    private readonly ConcurrentBag<Tape<T>> _scratch = [];

    /// <summary>Declares actors and critic; only the critic has a target.</summary>
    public Maddpg(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, MaddpgSettings settings)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, new CentralCritic<T>(set, agents.Team, agents.Online.Settings, settings.CentralWidth)),
            set => new Networks(null, new CentralCritic<T>(set, agents.Team, agents.Online.Settings, settings.CentralWidth))) => _settings = settings;

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape) =>
        [new JointValue<T>("q_star", Online.Critic.Taken(shard, tape, out _).Value)];

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> logits = Online.Agent!.Values(Online.Agent.Unroll(tape, shard.Inputs));
        Tensor<int> greedy = shard.Greedy(tape, logits.Value);
        Tensor<T> target = Target.Critic.Utilities(shard, tape);

        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? Target.Critic.Next(shard, tape, target, greedy) : null, 1, Learner);
        Variable<T> critic = shard.MeanSquare(Online.Critic.Taken(shard, tape, out _) - tape.Constant(y));

        Variable<T> chosen = Chosen(shard, logits.Slice(0, 0, shard.Steps));
        Variable<T> q = tape.Constant(Counterfactuals(shard, tape, target, greedy));

        // g sums to one, so what all actions have in common moves no actor. It is subtracted first, so that rounding does not lose small differences.
        Variable<T> common = q.Gather(greedy.Slice(0, shard.Steps)).Reshape((shard.Steps, shard.Rows, 1));
        Variable<T> expected = (chosen * (q - common)).Sum(-1, keepAxis: true) + common;
        return critic - shard.Mean(shard.ByAgent(expected).Sum(-1));
    }

    /// <summary>g, [steps, rows, actions].</summary>
    internal Variable<T> Chosen(Shard<T> shard, Variable<T> logits)
    {
        Tensor<T> available = shard.Available.Slice(0, shard.Steps);
        if (_settings.Gradient == MaddpgGradient.Expected)
        {
            return logits.Softmax(available);
        }

        Tape<T> tape = logits.Tape;
        TeamShape team = shard.Team;
        Tensor<T> noise = shard.Noise.Gumbel(tape, Exploring, shard.Steps, team.Agents * team.Actions).Reshape(logits.Shape);
        Variable<T> disturbed = logits + tape.Constant(noise);
        Tensor<int> drawn = tape.Indices.Rent(disturbed.Shape.Without(-1));
        tape.Kernels.RowArgMax(disturbed.Value.Span, available.Span, team.Actions, drawn.Span);
        Tensor<T> hard = tape.Arena.RentZeroed(logits.Shape);
        for (int row = 0; row < drawn.Count; row++)
        {
            int at = (row * team.Actions) + drawn.Span[row];
            hard.Span[at] = available.Span[at]; // where nothing is available nothing is chosen
        }

        return disturbed.Scale(T.CreateChecked(1 / _settings.Temperature)).Softmax(available).StraightThrough(hard);
    }

    /// <summary>q of every agent's available actions while the others are greedy, 0 for the rest, [steps, rows, actions].</summary>
    private Tensor<T> Counterfactuals(Shard<T> shard, Tape<T> tape, Tensor<T> utilities, Tensor<int> greedy)
    {
        int actions = shard.Team.Actions;
        Tensor<T> q = tape.Arena.RentZeroed((shard.Steps, shard.Rows, actions));
        if (!_scratch.TryTake(out Tape<T>? scratch))
        {
            scratch = new Tape<T>(tape.Kernels) { Records = false };
        }

        // Step by step, so that what is computed for so many joint actions stays in the cache and the arena does not grow with an episode's length.
        for (int step = 0; step < shard.Steps; step++)
        {
            scratch.Reset();
            ReadOnlySpan<T> own = utilities.Slice(step, 1).Span;
            ReadOnlySpan<int> best = greedy.Slice(step, 1).Span;
            ReadOnlySpan<T> available = shard.Available.Slice(step, 1).Span;
            Alternatives(shard, scratch, step, own, best, available, out Tensor<T> states, out Tensor<T> values);
            ReadOnlySpan<T> found = Target.Critic.Mixer.Mix(scratch.Constant(values), scratch.Constant(states)).Value.Span;
            Span<T> here = q.Slice(step, 1).Span;
            for (int i = 0, next = 0; i < here.Length; i++)
            {
                here[i] = available[i] == T.Zero ? T.Zero : found[next++];
            }
        }

        scratch.Reset();
        _scratch.Add(scratch);
        return q;
    }

    /// <summary>A row for every available action of every agent: the state, and the values of the greedy actions with the agent's replaced.</summary>
    private static void Alternatives(
        Shard<T> shard,
        Tape<T> scratch,
        int step,
        ReadOnlySpan<T> utilities,
        ReadOnlySpan<int> greedy,
        ReadOnlySpan<T> available,
        out Tensor<T> states,
        out Tensor<T> values)
    {
        (int agents, int actions, int width) = (shard.Team.Agents, shard.Team.Actions, shard.Team.State);
        int count = available.Length - available.Count(T.Zero);
        states = scratch.Arena.Rent((count, width));
        values = scratch.Arena.Rent((count, agents));
        ReadOnlySpan<T> state = shard.States.Slice(step, 1).Span;
        Span<T> greedyValues = scratch.Arena.Rent(greedy.Length).Span;
        for (int row = 0; row < greedy.Length; row++)
        {
            greedyValues[row] = utilities[(row * actions) + greedy[row]];
        }

        int next = 0;
        for (int i = 0; i < available.Length; i++)
        {
            if (available[i] == T.Zero)
            {
                continue;
            }

            int row = i / actions;
            int episode = row / agents;
            state.Slice(episode * width, width).CopyTo(states.Span.Slice(next * width, width));
            Span<T> team = values.Span.Slice(next * agents, agents);
            greedyValues.Slice(episode * agents, agents).CopyTo(team);
            team[row % agents] = utilities[i];
            next++;
        }
    }

    /// <summary>Actors, unless they have no target, and the central critic.</summary>
    /// <param name="Agent">The actors.</param>
    /// <param name="Critic">The critic.</param>
    public sealed record Networks(RecurrentAgent<T>? Agent, CentralCritic<T> Critic);
}
