using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>What the joint network of QTRAN sees besides the state.</summary>
public enum QtranInput
{
    /// <summary>The sum over agents of an encoding of their hidden state and action.</summary>
    Encodings,

    /// <summary>Every agent's action.</summary>
    Actions,
}

/// <summary>The settings of QTRAN-base.</summary>
public sealed record QtranBaseSettings : QtranSettings
{
    /// <summary>What the joint network sees.</summary>
    [Setting("what the joint network sees besides the state: encodings of hidden states and actions, or actions")]
    public QtranInput Input { get; init; }
}

/// <summary>
/// QTRAN-base. An unrestricted joint value <c>Q_jt(τ, u)</c> is learned beside additive utilities <c>Q'(u) = sum_i Q_i(τ_i, u_i)</c>, which a value of the
/// state lifts onto it. By Theorem 1 the utilities lead to the joint optimum if <c>D(u) = Q'(u) - Q_jt(u) + V</c> is zero at the greedy ū and nowhere
/// negative:
/// <code>
/// L      = L_td + λ_opt L_opt + λ_nopt L_nopt                              each a mean over transitions
/// L_td   = (Q_jt(τ, u) - y)²            y = r + γ (1 - terminated) Q_jt⁻(τ', ū')
/// L_opt  = (Q'(ū) - sg Q_jt(ū) + V)²
/// L_nopt = min(Q'(u) - sg Q_jt(u) + V, 0)²
/// </code>
/// sg stops the gradient. V and Q' are not stopped, and L_td reaches the agents' hidden states through the joint network.
/// </summary>
public sealed class QtranBase<T> : SinglePhaseAlgorithm<T, QtranBase<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly QtranBaseSettings _settings;

    /// <summary>Declares online and target networks.</summary>
    public QtranBase(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QtranBaseSettings settings)
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
        Variable<T> states = tape.Constant(shard.States.Slice(0, shard.Steps));
        return
        [
            new JointValue<T>("q_jt", Online.Joint(shard, hidden.Slice(0, 0, shard.Steps), shard.Actions, states).Value),
            new JointValue<T>("q_sum", Sum(shard, taken).Value),
        ];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden.StopGradient()).Value;
        Tensor<int> greedy = shard.Greedy(tape, values);
        Tensor<int> greedyNow = greedy.Slice(0, shard.Steps);
        Variable<T> hiddenNow = hidden.Slice(0, 0, shard.Steps);
        Variable<T> states = tape.Constant(shard.States.Slice(0, shard.Steps));

        Variable<T> joint = Online.Joint(shard, hiddenNow, shard.Actions, states);
        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? NextJoint(shard, tape, greedy) : null, 1, Learner);
        shard.NoteValues(joint.Value, y);
        Variable<T> loss = shard.MeanSquare(joint - tape.Constant(y));

        Variable<T> v = Online.Value.Forward(states).Reshape((shard.Steps, shard.Episodes));
        Variable<T> jointAtGreedy = Online.Joint(shard, hiddenNow.StopGradient(), greedyNow, states).StopGradient();
        Variable<T> optimal = Sum(shard, Online.Agent.ValuesAt(hidden, values, greedyNow)) - jointAtGreedy + v;
        Variable<T> other = Sum(shard, Online.Agent.ValuesAt(hidden, values, shard.Actions)) - joint.StopGradient() + v;

        return loss
            + (shard.MeanSquare(optimal) * T.CreateChecked(_settings.LambdaOpt))
            + (shard.MeanSquare(other.ClampMax(T.Zero)) * T.CreateChecked(_settings.LambdaNopt));
    }

    /// <summary>Q_jt⁻ at the greedy joint action of every slot but the first, [slots - 1, episodes].</summary>
    private Tensor<T> NextJoint(Shard<T> shard, Tape<T> tape, Tensor<int> onlineGreedy)
    {
        int slots = shard.Slots - 1;
        Variable<T> hidden = Target.Agent.Unroll(tape, shard.Inputs);
        Tensor<int> greedy = Learner.DoubleQ ? onlineGreedy : shard.Greedy(tape, Target.Agent.Values(hidden).Value);
        Variable<T> states = tape.Constant(shard.States.Slice(1, slots));
        return Target.Joint(shard, hidden.Slice(0, 1, slots), greedy.Slice(1, slots), states).Value;
    }

    /// <summary>Q': the sum over agents.</summary>
    private static Variable<T> Sum(Shard<T> shard, Variable<T> perAgent) =>
        shard.ByAgent(perAgent).Sum(-1);

    /// <summary>Agents, the joint network and the state's value.</summary>
    public sealed class Networks
    {
        private readonly TeamShape _team;
        private readonly Perceptron<T> _joint;
        private readonly LinearLayer<T> _encodeInput;
        private readonly LinearLayer<T> _encodeOutput;
        private readonly bool _encodes;

        internal Networks(RecurrentAgent<T> agent, ParameterSet<T> set, TeamShape team, QtranBaseSettings settings)
        {
            _team = team;
            _encodes = settings.Input == QtranInput.Encodings;
            Agent = agent;
            ParameterScope<T> scope = set.Scope("mixer");
            int encoding = agent.HiddenSize + team.Actions;
            int inputs = team.State + (_encodes ? encoding : team.Agents * team.Actions);
            int[] widths = [.. Enumerable.Repeat(settings.Width, settings.HiddenLayers)];
            _joint = new Perceptron<T>(scope.Scope("Q"), [inputs, .. widths, 1]);
            Value = new Perceptron<T>(scope.Scope("V"), [team.State, .. widths, 1]);
            _encodeInput = new LinearLayer<T>(scope.Scope("action_encoding").Scope("0"), encoding, encoding);
            _encodeOutput = new LinearLayer<T>(scope.Scope("action_encoding").Scope("2"), encoding, encoding);
        }

        internal RecurrentAgent<T> Agent { get; }

        internal Perceptron<T> Value { get; }

        /// <summary>Q_jt of the hidden states and actions of some slots, [slots, episodes].</summary>
        internal Variable<T> Joint(Shard<T> shard, Variable<T> hidden, Tensor<int> actions, Variable<T> states)
        {
            int slots = hidden.Shape[0];
            Tape<T> tape = hidden.Tape;
            Variable<T> seen = _encodes
                ? Encode(shard, hidden, actions)
                : tape.Constant(tape.JointOneHots(actions, shard.Episodes, _team.Actions));
            return _joint.Forward(states.Concat(seen)).Reshape((slots, shard.Episodes));
        }

        /// <summary><c>sum_i e_i</c>, <c>e_i = MLP [h_i | u_i]</c>.</summary>
        private Variable<T> Encode(Shard<T> shard, Variable<T> hidden, Tensor<int> actions)
        {
            Tape<T> tape = hidden.Tape;
            Variable<T> layer = hidden.LinearWithOneHots(
                tape.Use(_encodeInput.Weight), tape.Use(_encodeInput.Bias!), Activation.Relu, new OneHot(actions, _team.Actions));
            Variable<T> encoded = _encodeOutput.Forward(layer);
            return encoded.Reshape((hidden.Shape[0], shard.Episodes, _team.Agents, encoded.Shape.Last)).Sum(2);
        }
    }
}
