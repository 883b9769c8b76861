using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>What QTRAN-alt bootstraps from.</summary>
public enum QtranAltBootstrap
{
    /// <summary>Every agent's counterfactual value of the greedy joint action.</summary>
    Greedy,

    /// <summary>The largest of all agents' counterfactual values while the others are greedy, which is optimistic.</summary>
    Max,
}

/// <summary>What the joint network of QTRAN-alt and the state's value see.</summary>
public enum QtranAltInput
{
    /// <summary>The state, the actions of the others and which agent it is; the value sees the state. As in code after the paper.</summary>
    Actions,

    /// <summary>Encodings of histories and actions, summed over agents; the value sees those of histories. As the paper draws it.</summary>
    Encodings,
}

/// <summary>The settings of QTRAN-alt.</summary>
public sealed record QtranAltSettings : QtranSettings
{
    /// <summary>What the joint network and the state's value see.</summary>
    [Setting("what the joint network sees: the state and the others' actions, or sums of encodings of histories and actions, and V then those of histories")]
    public QtranAltInput Input { get; init; }

    /// <summary>What it bootstraps from.</summary>
    [Setting("what it bootstraps from: the greedy joint action, or the largest of all counterfactual values")]
    public QtranAltBootstrap AltBootstrap { get; init; }
}

/// <summary>
/// QTRAN-alt: QTRAN with counterfactual joint values. A network gives the values Q_jt^i(·, u_-i) of all of agent i's actions, with the
/// actions of the others fixed. Theorem 2 asks more than Theorem 1: for all actions of the others, the smallest D of agent i's actions is zero,
/// <code>
/// D_i(a) = Q_i(a) + sum_(j≠i) Q_j(u_j) - sg Q_jt^i(a, u_-i) + V(s)
/// L      = L_td + λ_opt L_opt + λ_nopt L_nopt                              each a mean over transitions and agents
/// L_td   = (Q_jt^i(u_i, u_-i) - y_i)²            y_i = r + γ (1 - terminated) Q_jt^i⁻(ū'_i, ū'_-i)
/// L_opt  = (Q'(ū) - sg Q_jt^i(ū_i, ū_-i) + V)²
/// L_nopt = (min over available a of D_i(a))²
/// </code>
/// sg stops the gradient. V and Q' are not stopped. The joint network sees the state and actions, so L_td does not reach the agents. Over encodings of
/// histories (<see cref="CounterfactualEncodings{T}"/>) it does, and V, which then is of the histories, reaches them too.
/// </summary>
public sealed class QtranAlt<T> : SinglePhaseAlgorithm<T, QtranAlt<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly QtranAltSettings _settings;

    /// <summary>Declares online and target networks.</summary>
    public QtranAlt(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QtranAltSettings settings)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, set, agents.Team, settings),
            set => new Networks(agents.DeclareTarget(set), set, agents.Team, settings)) => _settings = settings;

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Variable<T> taken = Online.Agent.ValuesAt(hidden, Online.Agent.Values(hidden).Value, shard.Actions);
        Variable<T> joint = shard.ByAgent(Online.Joint(shard, tape, hidden, 0, shard.Actions).Gather(shard.Actions)).Mean(-1);
        Variable<T> sum = shard.ByAgent(taken).Sum(-1);
        return
        [
            new JointValue<T>("q_jt", joint.Value),
            new JointValue<T>("q_sum", sum.Value),
            new JointValue<T>("d", (sum - joint + Online.Value(shard, tape, hidden).Reshape(sum.Shape)).Value),
        ];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden.StopGradient()).Value;
        Tensor<int> greedy = shard.Greedy(tape, values);
        Tensor<int> greedyNow = greedy.Slice(0, shard.Steps);

        Variable<T> joint = Online.Joint(shard, tape, hidden, 0, shard.Actions);
        Variable<T> jointTaken = joint.Gather(shard.Actions);
        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? Next(shard, tape, greedy) : null, shard.Team.Agents, Learner);
        shard.NoteValues(jointTaken.Value, y);
        Variable<T> loss = shard.MeanSquare(jointTaken - tape.Constant(y));

        Variable<T> v = Online.Value(shard, tape, hidden);
        Variable<T> jointAtGreedy = Online.Joint(shard, tape, hidden.StopGradient(), 0, greedyNow).Gather(greedyNow).StopGradient();
        Variable<T> greedySum = shard.ByAgent(Online.Agent.ValuesAt(hidden, values, greedyNow)).Sum(-1, keepAxis: true);
        Variable<T> optimal = greedySum + v - shard.ByAgent(jointAtGreedy);

        // D of agent i's actions differs by Q_i and Q_jt^i alone, so these two decide which action has the smallest D.
        Tensor<int> minimising = MinimisingActions(shard, tape, values, joint.Value);
        Variable<T> taken = shard.ByAgent(Online.Agent.ValuesAt(hidden, values, shard.Actions));
        Variable<T> others = taken.Sum(-1, keepAxis: true) - taken;
        Variable<T> smallest = shard.ByAgent(Online.Agent.ValuesAt(hidden, values, minimising))
            + others + v - shard.ByAgent(joint.StopGradient().Gather(minimising));

        return loss
            + (shard.MeanSquare(optimal) * T.CreateChecked(_settings.LambdaOpt))
            + (shard.MeanSquare(smallest) * T.CreateChecked(_settings.LambdaNopt));
    }

    /// <summary>The available action of the smallest <c>Q_i(a) - Q_jt^i(a, u_-i)</c>, [steps, rows].</summary>
    private static Tensor<int> MinimisingActions(Shard<T> shard, Tape<T> tape, Tensor<T> values, Tensor<T> joint)
    {
        Variable<T> negative = tape.Constant(joint) - tape.Constant(values.Slice(0, shard.Steps));
        _ = negative.Max(shard.Available.Slice(0, shard.Steps), out Tensor<int> minimising);
        return minimising;
    }

    /// <summary>What y bootstraps from, [slots - 1, rows].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape, Tensor<int> onlineGreedy)
    {
        int slots = shard.Slots - 1;
        Variable<T>? hidden = Learner.DoubleQ && !Target.SeesHistories ? null : Target.Agent.Unroll(tape, shard.Inputs);
        Tensor<int> greedy = Learner.DoubleQ ? onlineGreedy : shard.Greedy(tape, Target.Agent.Values(hidden!.Value).Value);
        Tensor<int> next = greedy.Slice(1, slots);
        Variable<T> joint = Target.Joint(shard, tape, hidden, 1, next);
        if (_settings.AltBootstrap == QtranAltBootstrap.Greedy)
        {
            return joint.Gather(next).Value;
        }

        Variable<T> best = shard.ByAgent(joint.Max(shard.Available.Slice(1, slots), out _)).Max(-1, keepAxis: true);
        Variable<T> broadcast = tape.Constant(tape.Arena.RentZeroed((slots, shard.Episodes, shard.Team.Agents))) + best;
        return broadcast.Value;
    }

    /// <summary>Agents, the counterfactual joint network and the value of the state or of histories.</summary>
    public sealed class Networks
    {
        private readonly CounterfactualNetwork<T>? _jointOfActions;
        private readonly Perceptron<T>? _valueOfState;
        private readonly CounterfactualEncodings<T>? _encodings;

        internal Networks(RecurrentAgent<T> agent, ParameterSet<T> set, TeamShape team, QtranAltSettings settings)
        {
            Agent = agent;
            ParameterScope<T> scope = set.Scope("mixer");
            if (settings.Input == QtranAltInput.Encodings)
            {
                _encodings = new CounterfactualEncodings<T>(scope, team, agent.HiddenSize, settings.Width, settings.HiddenLayers);
                return;
            }

            string[] layers = [.. Enumerable.Range(0, settings.HiddenLayers + 1).Select(k => $"{2 * k}")];
            int[] widths = [.. Enumerable.Repeat(settings.Width, settings.HiddenLayers - 1)];
            _jointOfActions = new CounterfactualNetwork<T>(scope.Scope("Q"), team, settings.Width, seesHistory: false, layers);
            _valueOfState = new Perceptron<T>(scope.Scope("V"), [team.State, .. widths, 1]);
        }

        internal RecurrentAgent<T> Agent { get; }

        /// <summary>Whether the joint network and the value see the agents' hidden states.</summary>
        internal bool SeesHistories => _encodings is not null;

        /// <summary>Q_jt^i of all of agent i's actions at some slots in a row, [slots, rows, actions].</summary>
        /// <param name="shard">The shard.</param>
        /// <param name="tape">Its tape.</param>
        /// <param name="hidden">The agents' hidden states at all slots; null where they are not seen.</param>
        /// <param name="first">The first of the slots.</param>
        /// <param name="actions">[slots, rows], what every agent does there.</param>
        internal Variable<T> Joint(Shard<T> shard, Tape<T> tape, Variable<T>? hidden, int first, Tensor<int> actions) => _encodings is not null
            ? _encodings.Joint(shard, hidden!.Value.Slice(0, first, actions.Shape[0]), actions)
            : _jointOfActions!.Forward(shard, tape, first, actions);

        /// <summary>V at the steps, [steps, episodes, 1].</summary>
        internal Variable<T> Value(Shard<T> shard, Tape<T> tape, Variable<T> hidden) => _encodings is not null
            ? _encodings.Value(shard, hidden.Slice(0, 0, shard.Steps))
            : _valueOfState!.Forward(tape.Constant(shard.States.Slice(0, shard.Steps)));
    }
}
