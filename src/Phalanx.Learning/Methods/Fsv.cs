using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Exploration;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>What FSV bootstraps from.</summary>
public enum FsvTarget
{
    /// <summary>Q_tot of sampled next actions and their entropy.</summary>
    SampledActions,

    /// <summary>V_tot of the next state.</summary>
    StateValue,
}

/// <summary>The temperature, which falls in a straight line.</summary>
public sealed record TemperatureSettings
{
    /// <summary>The temperature at the first step.</summary>
    [Setting("temperature at the first step", Min = 1e-4)]
    public double Start { get; init; } = 1;

    /// <summary>The temperature in the end.</summary>
    [Setting("temperature in the end", Min = 1e-4)]
    public double Finish { get; init; } = 0.01;

    /// <summary>How many environment steps it takes to get there.</summary>
    [Setting("environment steps from the first temperature to the last", Min = 0)]
    public long Steps { get; init; } = 50_000;

    /// <summary>The temperature as a function of environment steps.</summary>
    public LinearSchedule ToSchedule() => new(Start, Finish, Steps);
}

/// <summary>The settings of FSV.</summary>
public sealed record FsvSettings
{
    /// <summary>α where actions are discrete.</summary>
    public TemperatureSettings Temperature { get; init; } = new();

    /// <summary>Further settings where actions are continuous.</summary>
    public FsvContinuousSettings Continuous { get; init; } = new();

    /// <summary>What it bootstraps from.</summary>
    [Setting("what it bootstraps from: Q_tot of sampled next actions, or V_tot of the next state")]
    public FsvTarget Target { get; init; }

    /// <summary>Whether the weights of V_tot are learned; the paper's words, taken literally, leave them as they were drawn.</summary>
    [Setting("whether the weights of V_tot are learned")]
    public bool TrainStateValue { get; init; } = true;

    /// <summary>How agents' weights are made of the attention's logits.</summary>
    [Setting("how agents' weights are made of the attention's logits: exponential, or shares by soft-max with weighted heads")]
    public LambdaForm Lambda { get; init; }

    /// <summary>Heads of the attention.</summary>
    [Setting("heads of the attention", Min = 1, Max = NetworkSizes.MostParts)]
    public int Heads { get; init; } = 4;

    /// <summary>Width of queries and keys.</summary>
    [Setting("width of queries and keys", Min = 1, Max = NetworkSizes.MostWidth)]
    public int AttentionWidth { get; init; } = 32;

    /// <summary>Width of the embeddings of states and of joint actions.</summary>
    [Setting("width of the embeddings of states and of joint actions", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 64;

    /// <summary>Hidden width of the networks that embed.</summary>
    [Setting("hidden width of the networks that embed", Min = 1, Max = NetworkSizes.MostWidth)]
    public int EmbeddingWidth { get; init; } = 64;

    /// <summary>Hidden width of the networks that give V_tot its weights and its bias; 0 for one linear layer each.</summary>
    [Setting("hidden width of the networks that give V_tot its weights and its bias; 0 for one linear layer each", Min = 0, Max = NetworkSizes.MostWidth)]
    public int StateValueWidth { get; init; }

    /// <summary>The sizes of the mixer.</summary>
    internal SoftMixerForm MixerForm => new(Lambda, Heads, AttentionWidth, Embedding, EmbeddingWidth, StateValueWidth);
}

/// <summary>
/// Factorised soft value functions. An agent's policy is energy-based, <c>π_i = exp((Q_i - V_i) / α)</c> with
/// <c>V_i = α log sum_a exp(Q_i(a) / α)</c>, and so is the team's; the team's policy is the product of the agents' if (equation 7)
/// <code>
/// Q_tot(τ, u) = sum_i λ_i(τ, u) (Q_i(τ_i, u_i) - V_i(τ_i)) + V_tot(τ)      λ_i > 0      V_tot = sum_i w_i(s) V_i + b(s)      w_i ≥ 0
/// </code>
/// It is learned in the form of equation 33, of the same value, in which the utilities of the actions taken have the gradient 1 and λ learns
/// what is left:
/// <code>
/// Q_tot = sum_i λ_i sg(Q_i - V_i) + sum_i w_i sg(V_i) + b - sum_i sg(Q_i) + sum_i Q_i
/// L     = mean over transitions of (Q_tot - y)²
/// y     = r + γ (1 - terminated) (Q_tot⁻(τ', u') - α sum_i log π_i(u'_i | τ'_i))        u' drawn from π, online
/// </code>
/// As α falls to zero, policies become greedy, and Q_tot may be any function whose greedy joint action is made of the agents' own.
/// </summary>
public sealed class Fsv<T> : SinglePhaseAlgorithm<T, Fsv<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The purpose of the draws of next actions.</summary>
    public static readonly StreamPurpose NextActions = StreamPurpose.Named("fsv next actions");

    private readonly FsvSettings _settings;
    private readonly LinearSchedule _temperature;

    /// <summary>Declares online and target networks.</summary>
    public Fsv(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, FsvSettings settings)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, MixerOf(set, agents.Team, settings)),
            set => new Networks(agents.DeclareTarget(set), MixerOf(set, agents.Team, settings))) =>
        (_settings, _temperature) = (settings, settings.Temperature.ToSchedule());

    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Draws = true };

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> values = Online.Agent.Values(Online.Agent.Unroll(tape, shard.Inputs).Slice(0, 0, shard.Steps));
        Soft soft = SoftValues(shard, values, 0);
        return [new JointValue<T>("q_tot", Joint(Online, shard, 0, values.Gather(shard.Actions), soft.V, shard.Actions).Value)];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Variable<T> all = Online.Agent.Values(hidden.StopGradient());
        Variable<T> taken = Online.Agent.ValuesAt(hidden, all.Value, shard.Actions);
        Soft soft = SoftValues(shard, all, 0);
        Variable<T> joint = Joint(Online, shard, 0, taken, soft.V.Slice(0, 0, shard.Steps), shard.Actions);
        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? Next(shard, tape, soft) : null, 1, Learner);
        shard.NoteValues(joint.Value, y);
        return shard.MeanSquare(joint - tape.Constant(y));
    }

    private static SoftMixer<T> MixerOf(ParameterSet<T> set, TeamShape team, FsvSettings settings) =>
        new(set.Scope("mixer"), team.Agents, team.State, team.Agents * team.Actions, settings.MixerForm);

    private Tensor<T> Next(Shard<T> shard, Tape<T> tape, Soft online)
    {
        int slots = shard.Slots - 1;
        Variable<T> values = Target.Agent.Values(Target.Agent.Unroll(tape, shard.Inputs).Slice(0, 1, slots));
        Soft soft = SoftValues(shard, values, 1);
        if (_settings.Target == FsvTarget.StateValue)
        {
            return Target.Mixer.StateValue(States(shard, tape, 1, slots), shard.ByAgent(soft.V), trained: false).Value;
        }

        Tensor<int> next = shard.Noise.Choose(tape, NextActions, online.Policy.Value).Slice(1, slots);
        Variable<T> entropy = shard.ByAgent(online.LogPolicy.Slice(0, 1, slots).Gather(next)).Sum(-1) * -Temperature(shard);
        return (Joint(Target, shard, 1, values.Gather(next), soft.V, next) + entropy).Value;
    }

    /// <summary>Q_tot by equation 33 of one action per row at some slots, [slots, episodes].</summary>
    private Variable<T> Joint(Networks networks, Shard<T> shard, int first, Variable<T> values, Variable<T> v, Tensor<int> actions)
    {
        Variable<T> states = States(shard, values.Tape, first, actions.Shape[0]);
        return networks.Mixer.Mix(
            shard.ByAgent(values), shard.ByAgent(v), states, JointActions(shard, values.Tape, actions), _settings.TrainStateValue);
    }

    /// <summary>V_i, π_i and its logarithm, of available actions only.</summary>
    internal Soft SoftValues(Shard<T> shard, Variable<T> values, int first)
    {
        T temperature = Temperature(shard);
        Tensor<T> available = shard.AvailableOrAll(values.Tape, first, values.Shape[0]);
        Variable<T> energies = values.StopGradient() / temperature;
        return new Soft(energies.LogSumExp(available) * temperature, energies.Softmax(available), energies.LogSoftmax(available));
    }

    private T Temperature(Shard<T> shard) => T.CreateChecked(_temperature.At(shard.Progress.TEnv));

    private static Variable<T> States(Shard<T> shard, Tape<T> tape, int first, int slots) => tape.Constant(shard.States.Slice(first, slots));

    private static Variable<T> JointActions(Shard<T> shard, Tape<T> tape, Tensor<int> actions) =>
        tape.Constant(tape.JointOneHots<T>(actions, shard.Episodes, shard.Team.Actions));

    internal readonly record struct Soft(Variable<T> V, Variable<T> Policy, Variable<T> LogPolicy);

    /// <summary>Agents and the weights of their advantages.</summary>
    /// <param name="Agent">The agents.</param>
    /// <param name="Mixer">What weighs advantages and the state's value.</param>
    public sealed record Networks(RecurrentAgent<T> Agent, SoftMixer<T> Mixer);
}
