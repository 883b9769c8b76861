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

/// <summary>The main functions of ResQ. All are monotonic, so the greedy joint action is made of each agent's own.</summary>
public enum ResqMain
{
    /// <summary>QMIX.</summary>
    Qmix,

    /// <summary>VDN.</summary>
    Vdn,

    /// <summary>Qatten.</summary>
    Qatten,
}

/// <summary>What the residual is computed by.</summary>
public enum ResqResidual
{
    /// <summary>An unrestricted network over state and values.</summary>
    Feedforward,

    /// <summary>QMIX.</summary>
    Qmix,

    /// <summary>VDN.</summary>
    Vdn,

    /// <summary>Qatten.</summary>
    Qatten,
}

/// <summary>How the residual is kept from being positive.</summary>
public enum ResidualConstraint
{
    /// <summary><c>Q_r = -|x|</c>: it never is.</summary>
    NegativeAbsolute,

    /// <summary><c>Q_r = x</c>, and <c>max(x, 0)²</c> in the loss: it can be, and then the agents' greedy actions need not be the greedy joint action.</summary>
    Hinge,

    /// <summary><c>Q_r = x</c>, and nothing in the loss, as the code behind the paper's figures has it: it can be, and nothing works against it.</summary>
    Raw,
}

/// <summary>Where the residual is not added, <c>w_r = 0</c>.</summary>
public enum ResidualMask
{
    /// <summary>At the greedy joint action.</summary>
    Greedy,

    /// <summary>There, and where the target is above Q*⁻ of the greedy joint action.</summary>
    MaxLarger,

    /// <summary>Where Q_tot is not below the target.</summary>
    Hysteretic,

    /// <summary>Nowhere.</summary>
    None,
}

/// <summary>What the factorised value is regressed on.</summary>
public enum ResidualTarget
{
    /// <summary>The return y that Q* learns.</summary>
    Return,

    /// <summary>Q* of the actions taken.</summary>
    Central,
}

/// <summary>The settings of ResQ.</summary>
public sealed record ResqSettings
{
    /// <summary>The main function.</summary>
    [Setting("main function, whose greedy joint action is each agent's own")]
    public ResqMain Main { get; init; }

    /// <summary>The residual function.</summary>
    [Setting("what the residual is computed by")]
    public ResqResidual Residual { get; init; }

    /// <summary>How the residual is kept from being positive.</summary>
    [Setting("how the residual is kept from being positive; with hinge, and with raw as in the released code, it can be, and the agents' greedy actions need not be the greedy joint action")]
    public ResidualConstraint Constraint { get; init; }

    /// <summary>Where the residual is not added.</summary>
    [Setting("where the residual is not added; greedy is the paper's")]
    public ResidualMask Mask { get; init; }

    /// <summary>What the factorised value is regressed on.</summary>
    [Setting("what the factorised value is regressed on: the return, or Q* as the paper prints it")]
    public ResidualTarget Target { get; init; }

    /// <summary>Whether the residual is made of the values that agents act by; then its gradient moves these.</summary>
    [Setting("whether the residual is made of the values that agents act by, which its gradient then moves; otherwise of those of agents of its own")]
    public bool ResidualSharesAgent { get; init; }

    /// <summary>Width of a feedforward residual.</summary>
    [Setting("width of the layers of a feedforward residual", Min = 1, Max = NetworkSizes.MostWidth)]
    public int ResidualWidth { get; init; } = 128;

    /// <summary>QMIX's mixer, wherever one is asked for.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Qatten's attention, wherever it is asked for.</summary>
    public AttentionSettings Attention { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new() { Width = 128 };

    internal IMixer<T> DeclareMain<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Main switch
        {
            ResqMain.Vdn => new SumMixer<T>(),
            ResqMain.Qatten => new AttentionMixer<T>(scope, team, Attention.ToForm()),
            _ => Mixer.Declare(scope, team),
        };

    internal IMixer<T> DeclareResidual<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Residual switch
        {
            ResqResidual.Qmix => Mixer.Declare(scope, team),
            ResqResidual.Vdn => new SumMixer<T>(),
            ResqResidual.Qatten => new AttentionMixer<T>(scope, team, Attention.ToForm()),
            _ => new CentralMixer<T>(scope, team, ResidualWidth),
        };
}

/// <summary>
/// ResQ: a monotonic main function, and a residual that is never positive and not added at the greedy joint action,
/// <code>
/// Q_jt(τ, u) = Q_tot(τ, u) + w_r(τ, u) Q_r(τ, u)      Q_r = -|x| ≤ 0      w_r = 0 if u = ū, else 1      ū_i = argmax Q_i(τ_i, ·)
/// </code>
/// so Q_jt is largest at ū, and can have any smaller value elsewhere. Beside it an unrestricted Q* learns the return that both are regressed on:
/// <code>
/// L = sum m (Q_jt(τ, u) - y)² / sum m + sum m (Q*(τ, u) - y)² / sum m
/// y = lambda-return of Q*⁻(s, τ, ū)
/// </code>
/// y, w_r and ū are tensors. Main function, residual and Q* have agents of their own, so no gradient passes between them. The residual's agents begin
/// as copies of the main function's. It may share these instead; then its gradient changes the values that agents act by. Without <c>-|x|</c> the
/// residual may be positive, and then Q_jt need not be largest at ū: the released code computes <c>-|x|</c> but regresses with x.
/// </summary>
public sealed class Resq<T> : SinglePhaseAlgorithm<T, Resq<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ResqSettings _settings;

    /// <summary>Declares all networks online, and those of Q* as targets.</summary>
    /// <exception cref="UserErrorException">Double Q is off.</exception>
    public Resq(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, ResqSettings settings)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(set, agents, settings, isTarget: false),
            set => new Networks(set, agents, settings, isTarget: true))
    {
        learner.ThrowUnlessDoubleQ("ResQ");

        _settings = settings;
        bool attends = settings.Main == ResqMain.Qatten || settings.Residual == ResqResidual.Qatten;
        Needs = new DataNeeds { AgentFeatures = attends };
    }

    /// <inheritdoc/>
    public override DataNeeds Needs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => ResidualMasking.Figures;

    /// <summary>The factorised value first; then the main function alone, whose values off the greedy joint action mean little, and Q*.</summary>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> main = Main(shard, tape, out Tensor<int> greedy, out Variable<T> taken);
        Tensor<T> offGreedy = OffGreedy(shard, tape, greedy);
        return
        [
            new JointValue<T>("q_jt", (main + (Residual(shard, tape, taken) * tape.Constant(offGreedy))).Value),
            new JointValue<T>("q_tot", main.Value),
            new JointValue<T>("q_star", Online.Central.At(shard, tape, 0, shard.Actions).Value),
        ];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> main = Main(shard, tape, out Tensor<int> greedy, out Variable<T> taken);
        Variable<T> residual = Residual(shard, tape, taken);
        int first = _settings.Mask == ResidualMask.MaxLarger ? 0 : 1;
        Tensor<T>? starAtGreedy = Target.Central.From(shard, tape, first, greedy);
        Tensor<T> y = shard.Targets(tape, starAtGreedy?.Slice(1 - first, shard.Slots - 1), 1, Learner);
        Variable<T> star = Online.Central.At(shard, tape, 0, shard.Actions);

        shard.NoteValues(star.Value, y);
        shard.NoteOthers(main.Value);

        Tensor<T> target = _settings.Target == ResidualTarget.Central ? star.Value : y;
        Variable<T> error = main - tape.Constant(target);
        if (_settings.Mask == ResidualMask.None)
        {
            error += residual;
        }
        else
        {
            Tensor<T> weights = Weights(shard, tape, main.Value, y, greedy, starAtGreedy);
            ResidualMasking.Note(shard, tape, weights);
            error += residual * tape.Constant(weights);
        }

        Variable<T> loss = shard.MeanSquare(error) + shard.MeanSquare(star - tape.Constant(y));
        return _settings.Constraint == ResidualConstraint.Hinge ? loss + shard.MeanSquare(residual.Relu()) : loss;
    }

    /// <summary>Q_tot of the actions taken, [steps, episodes], the greedy actions at all slots, and Q_i of the actions taken, [steps, rows].</summary>
    private Variable<T> Main(Shard<T> shard, Tape<T> tape, out Tensor<int> greedy, out Variable<T> taken)
    {
        Variable<T> hidden = Online.Agent!.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden.StopGradient()).Value;
        greedy = shard.Greedy(tape, values);
        taken = Online.Agent.ValuesAt(hidden, values, shard.Actions);
        return Online.Mixer!.Mix(MixerInput<T>.Of(shard, 0, taken, shard.Actions));
    }

    /// <summary>Q_r of the actions taken, [steps, episodes].</summary>
    private Variable<T> Residual(Shard<T> shard, Tape<T> tape, Variable<T> mainTaken)
    {
        Variable<T> taken = Online.ResidualAgent is { } own
            ? own.OutputsAt(own.Unroll(tape, shard.Inputs).Slice(0, 0, shard.Steps), shard.Actions)
            : mainTaken;
        Variable<T> mixed = Online.ResidualMixer!.Mix(MixerInput<T>.Of(shard, 0, taken, shard.Actions));
        return _settings.Constraint == ResidualConstraint.NegativeAbsolute ? mixed.NegAbs() : mixed;
    }

    private Tensor<T> Weights(Shard<T> shard, Tape<T> tape, Tensor<T> main, Tensor<T> y, Tensor<int> greedy, Tensor<T>? starAtGreedy) =>
        _settings.Mask switch
        {
            ResidualMask.MaxLarger => ResidualMasking.UnlessLarger(OffGreedy(shard, tape, greedy), y, starAtGreedy!.Value.Slice(0, shard.Steps)),
            ResidualMask.Hysteretic => ResidualMasking.Hysteretic(tape, main, y),
            _ => OffGreedy(shard, tape, greedy),
        };

    private static Tensor<T> OffGreedy(Shard<T> shard, Tape<T> tape, Tensor<int> greedy) =>
        ResidualMasking.OffGreedy(tape, shard.Actions, greedy.Slice(0, shard.Steps), shard.Team.Agents);

    /// <summary>Main function, residual and Q*; a target has Q* only.</summary>
    public sealed class Networks
    {
        internal Networks(ParameterSet<T> set, AgentNetworks<T, RecurrentAgent<T>> agents, ResqSettings settings, bool isTarget)
        {
            if (!isTarget)
            {
                Agent = agents.Online;
                Mixer = settings.DeclareMain(set.Scope("mixer"), agents.Team);
                if (!settings.ResidualSharesAgent)
                {
                    ResidualAgent = agents.Declare(set.Scope("residual_agent"));
                    set.BeginAs("residual_agent", AgentNetworks<T, RecurrentAgent<T>>.Scope);
                }

                ResidualMixer = settings.DeclareResidual(set.Scope("residual_mixer"), agents.Team);
            }

            Central = new CentralCritic<T>(set, agents.Team, agents.Online.Settings, settings.Central);
        }

        internal RecurrentAgent<T>? Agent { get; }

        internal IMixer<T>? Mixer { get; }

        internal RecurrentAgent<T>? ResidualAgent { get; }

        internal IMixer<T>? ResidualMixer { get; }

        internal CentralCritic<T> Central { get; }
    }
}
