using System.Collections.Concurrent;
using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
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
    [Setting("width of the central critic's hidden layers", Min = 1, Max = NetworkSizes.MostWidth)]
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
    public override DataNeeds Needs { get; } = new() { Draws = true };

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
        Variable<T> taken = Online.Critic.Taken(shard, tape, out _);
        shard.NoteValues(taken.Value, y);
        Variable<T> critic = shard.MeanSquare(taken - tape.Constant(y));

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

        CentralMixer<T> mixer = Target.Critic.Mixer;
        (Variable<T> first, Variable<T> value) = mixer.OfStates(tape.Constant(shard.States.Slice(0, shard.Steps)));

        // Step by step, so that what is computed for so many joint actions stays in the cache and the arena does not grow with an episode's length.
        for (int step = 0; step < shard.Steps; step++)
        {
            scratch.Reset();
            var here = new Alternatives(
                scratch, shard.Team, shard.Available.Slice(step, 1), utilities.Slice(step, 1).Span, greedy.Slice(step, 1).Span);
            Variable<T> ofStates = scratch.Constant(here.ByState(first.Value.Slice(step, 1)));
            Variable<T> values = scratch.Constant(here.ByState(value.Value.Slice(step, 1)));
            Variable<T> found = mixer.Finish(ofStates + mixer.OfValues(scratch.Constant(here.Values)), values);
            here.Scatter(found.Value, q.Slice(step, 1));
        }

        scratch.Reset();
        _scratch.Add(scratch);
        return q;
    }

    /// <summary>A row for every available action of every agent at one step: the greedy joint action with that one action replaced.</summary>
    private readonly struct Alternatives
    {
        private readonly Tape<T> _tape;
        private readonly TeamShape _team;
        private readonly Tensor<T> _available;

        public Alternatives(Tape<T> tape, TeamShape team, Tensor<T> available, ReadOnlySpan<T> utilities, ReadOnlySpan<int> greedy)
        {
            (_tape, _team, _available) = (tape, team, available);
            (int agents, int actions) = (team.Agents, team.Actions);
            ReadOnlySpan<T> mask = available.Span;
            Values = tape.Arena.Rent((mask.Length - mask.Count(T.Zero), agents));
            Span<T> greedyValues = tape.Arena.Rent(greedy.Length).Span;
            for (int row = 0; row < greedy.Length; row++)
            {
                greedyValues[row] = utilities[(row * actions) + greedy[row]];
            }

            Span<T> next = Values.Span;
            for (int i = 0; i < mask.Length; i++)
            {
                if (mask[i] != T.Zero)
                {
                    int row = i / actions;
                    greedyValues.Slice(row / agents * agents, agents).CopyTo(next);
                    next[row % agents] = utilities[i];
                    next = next[agents..];
                }
            }
        }

        /// <summary>The agents' values, [alternatives, agents].</summary>
        public Tensor<T> Values { get; }

        /// <summary>What belongs to the state of each alternative, [alternatives, width], of what belongs to states, [1, episodes, width].</summary>
        public Tensor<T> ByState(Tensor<T> states)
        {
            int width = states.Shape.Last;
            Tensor<T> rows = _tape.Arena.Rent((Values.Shape[0], width));
            ReadOnlySpan<T> mask = _available.Span;
            Span<T> target = rows.Span;
            int ofEpisode = _team.Agents * _team.Actions;
            for (int i = 0; i < mask.Length; i++)
            {
                if (mask[i] != T.Zero)
                {
                    states.Span.Slice(i / ofEpisode * width, width).CopyTo(target);
                    target = target[width..];
                }
            }

            return rows;
        }

        /// <summary>Puts a number of each alternative where its action stands, [1, rows, actions].</summary>
        public void Scatter(Tensor<T> found, Tensor<T> actions)
        {
            ReadOnlySpan<T> mask = _available.Span;
            ReadOnlySpan<T> source = found.Span;
            Span<T> target = actions.Span;
            for (int i = 0, next = 0; i < mask.Length; i++)
            {
                if (mask[i] != T.Zero)
                {
                    target[i] = source[next++];
                }
            }
        }
    }

    /// <summary>Actors, unless they have no target, and the central critic.</summary>
    /// <param name="Agent">The actors.</param>
    /// <param name="Critic">The critic.</param>
    public sealed record Networks(RecurrentAgent<T>? Agent, CentralCritic<T> Critic);
}
