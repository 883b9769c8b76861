using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The main functions of ResZ. The greedy joint action of each is made of each agent's own (DIGM).</summary>
public enum ReszMain
{
    /// <summary>DAtten.</summary>
    Datten,

    /// <summary>DDN.</summary>
    Ddn,

    /// <summary>DMIX.</summary>
    Dmix,
}

/// <summary>What the residual is computed by.</summary>
public enum ReszResidual
{
    /// <summary>Attention without a soft-max: coefficients of any sign that depend on the state alone.</summary>
    Attention,

    /// <summary>An unrestricted network of all samples.</summary>
    Feedforward,

    /// <summary>DDN.</summary>
    Ddn,

    /// <summary>DMIX.</summary>
    Dmix,
}

/// <summary>What Z* is mixed by.</summary>
public enum ReszCentral
{
    /// <summary>A network of the samples at a level, and of that level.</summary>
    PerLevel,

    /// <summary>A network of all samples at once that does not see the levels, as it was published.</summary>
    Flat,
}

/// <summary>The settings of ResZ.</summary>
public sealed record ReszSettings : ShapeSettings
{
    /// <summary>The main function.</summary>
    [Setting("main function, whose greedy joint action is each agent's own")]
    public ReszMain Main { get; init; }

    /// <summary>The residual function.</summary>
    [Setting("what the residual is computed by")]
    public ReszResidual Residual { get; init; }

    /// <summary>What Z* is mixed by.</summary>
    [Setting("what Z* is mixed by: the samples at each level with that level, or all samples at once without")]
    public ReszCentral Central { get; init; }

    /// <summary>Width of a feedforward residual.</summary>
    [Setting("width of the layers of a feedforward residual", Min = 1, Max = NetworkSizes.MostWidth)]
    public int ResidualWidth { get; init; } = 128;

    /// <summary>Width of the mixer of Z*.</summary>
    [Setting("width of the layers of the mixer of Z*", Min = 1, Max = NetworkSizes.MostWidth)]
    public int CentralWidth { get; init; } = 128;

    /// <summary>QMIX's mixer, within DMIX.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>DAtten's attention, and the residual's.</summary>
    public AttentionSettings Attention { get; init; } = new();

    internal IQuantileMixer<T> DeclareMain<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Main switch
        {
            ReszMain.Ddn => new SumQuantileMixer<T>(),
            ReszMain.Dmix => new MeanShapeMixer<T>(Mixer.Declare(scope, team)),
            _ => new AttentionQuantileMixer<T>(scope, team, Attention.ToForm()),
        };

    internal IQuantileMixer<T> DeclareResidual<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Residual switch
        {
            ReszResidual.Feedforward => new FlatQuantileMixer<T>(scope, team, Quantiles, ResidualWidth),
            ReszResidual.Ddn => new SumQuantileMixer<T>(),
            ReszResidual.Dmix => new MeanShapeMixer<T>(Mixer.Declare(scope, team)),
            _ => new AttentionQuantileMixer<T>(scope, team, Attention.ToForm() with { Softmax = false }),
        };

    internal IQuantileMixer<T> DeclareCentral<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Central == ReszCentral.Flat
            ? new FlatQuantileMixer<T>(scope, team, Quantiles, CentralWidth)
            : new LevelQuantileMixer<T>(scope, team, Cosines, CentralWidth);
}

/// <summary>
/// ResZ, the distributional ResQ: a main function whose greedy joint action is made of each agent's own, and a residual whose samples are
/// never positive and not added at the greedy joint action,
/// <code>
/// Z_jt[k] = Z_tot[k] + w_r Z_r[k]      Z_r[k] = -|x[k]| ≤ 0      w_r = 0 if u = ū, else 1      ū_i = argmax mean_k Z_i(τ_i, ·)[k]
/// </code>
/// so the mean of Z_jt is largest at ū. Beside it an unrestricted Z* learns the same return by quantile regression, QH:
/// <code>
/// L = mean over transitions of QH(Z_jt(τ, u), y) + QH(Z*(τ, u), y)      y = lambda-return of Z*⁻(s, τ, ū), sample by sample
/// </code>
/// Main function, residual and Z* have agents of their own, all at the same levels, one draw for an episode and slot. Since -|x| reverses the order of
/// samples, Z_jt need not rise with its level.
/// </summary>
public sealed class Resz<T> : SinglePhaseAlgorithm<T, Resz<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReszSettings _settings;

    /// <summary>Declares all networks online, and those of Z* as targets.</summary>
    /// <exception cref="UserErrorException">Double Q is off, or a flat Z* is asked for two numbers of samples.</exception>
    public Resz(AgentNetworks<T, QuantileAgent<T>> agents, LearnerSettings learner, ReszSettings settings)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(set, agents, settings, isTarget: false),
            set => new Networks(set, agents, settings, isTarget: true))
    {
        learner.ThrowUnlessDoubleQ("ResZ");

        if (settings.Central == ReszCentral.Flat && settings.Quantiles != settings.TargetQuantiles)
        {
            throw new UserErrorException(
                $"algorithm.target_quantiles is {settings.TargetQuantiles}; with algorithm.central: flat it must be algorithm.quantiles, which is {settings.Quantiles}");
        }

        _settings = settings;
        bool attends = settings.Main == ReszMain.Datten || settings.Residual == ReszResidual.Attention;
        Needs = new DataNeeds { Draws = true, AgentFeatures = attends };
    }

    /// <inheritdoc/>
    public override DataNeeds Needs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => ResidualMasking.Figures;

    /// <summary>Means: of the factorised value first, then of the main function alone and of Z*.</summary>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        Tensor<T> levels = QuantileLevels.MidpointsForAllSlots(tape, shard.Slots, shard.Episodes, _settings.Quantiles);
        Variable<T> main = Main(shard, tape, levels, out Tensor<int> greedy);
        Tensor<T> weights = OffGreedy(shard, tape, greedy);
        return
        [
            new JointValue<T>("z_jt", Joint(shard, main, Residual(shard, tape, levels), weights).Mean(-1).Value),
            new JointValue<T>("z_tot", main.Mean(-1).Value),
            new JointValue<T>("z_star", Online.Star(shard, tape, 0, levels, shard.Actions).Mean(-1).Value),
        ];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Tensor<T> levels = shard.Noise.Uniform(tape, DistributionalAlgorithm<T>.OnlineLevels, shard.Slots, _settings.Quantiles);
        Variable<T> main = Main(shard, tape, levels, out Tensor<int> greedy);
        Tensor<T> weights = OffGreedy(shard, tape, greedy);
        ResidualMasking.Note(shard, tape, weights);
        Variable<T> joint = Joint(shard, main, Residual(shard, tape, levels), weights);
        Variable<T> star = Online.Star(shard, tape, 0, levels, shard.Actions);

        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? Next(shard, tape, greedy) : null, _settings.TargetQuantiles, Learner)
            .Reshape((shard.Steps, shard.Episodes, _settings.TargetQuantiles));
        shard.NoteSamples(joint.Value, y);
        shard.NoteOthers(star.Value);
        Tensor<T> own = levels.Slice(0, shard.Steps);
        return shard.Mean(joint.QuantileHuber(own, y)) + shard.Mean(star.QuantileHuber(own, y));
    }

    /// <summary>Z_tot of the actions taken, [steps, episodes, N], and the greedy actions at all slots.</summary>
    private Variable<T> Main(Shard<T> shard, Tape<T> tape, Tensor<T> levels, out Tensor<int> greedy)
    {
        Variable<T> hidden = Online.Agent!.Unroll(tape, shard.Inputs);
        Variable<T> embedded = Online.Agent.Embed(tape, levels);
        greedy = shard.Greedy(tape, Online.Agent.Means(hidden.StopGradient(), embedded.StopGradient()).Value);
        return Online.Mixer!.Mix(shard, 0, Online.Agent.SamplesFrom(0, hidden, embedded, shard.Actions), levels, shard.Actions);
    }

    /// <summary>Z_r of the actions taken, [steps, episodes, N].</summary>
    private Variable<T> Residual(Shard<T> shard, Tape<T> tape, Tensor<T> levels)
    {
        QuantileAgent<T> agent = Online.ResidualAgent!;
        Variable<T> samples = agent.SamplesFrom(0, agent.Unroll(tape, shard.Inputs), agent.Embed(tape, levels), shard.Actions);
        return Online.ResidualMixer!.Mix(shard, 0, samples, levels, shard.Actions).NegAbs();
    }

    private static Variable<T> Joint(Shard<T> shard, Variable<T> main, Variable<T> residual, Tensor<T> weights) =>
        main + (residual * main.Tape.Constant(weights.Reshape((shard.Steps, shard.Episodes, 1))));

    private static Tensor<T> OffGreedy(Shard<T> shard, Tape<T> tape, Tensor<int> greedy) =>
        ResidualMasking.OffGreedy<T>(tape, shard.Actions, greedy.Slice(0, shard.Steps), shard.Team.Agents);

    /// <summary>Z*⁻ at the greedy actions of every slot but the first, [slots - 1, episodes, N'].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape, Tensor<int> greedy)
    {
        int slots = shard.Slots - 1;
        Tensor<T> levels = shard.Noise.Uniform(
            tape, DistributionalAlgorithm<T>.TargetLevels, shard.Slots, _settings.TargetQuantiles);
        return Target.Star(shard, tape, 1, levels, greedy.Slice(1, slots)).Value;
    }

    /// <summary>Main function, residual and Z*; a target has Z* only.</summary>
    public sealed class Networks
    {
        private readonly QuantileAgent<T> _centralAgent;
        private readonly IQuantileMixer<T> _centralMixer;

        internal Networks(ParameterSet<T> set, AgentNetworks<T, QuantileAgent<T>> agents, ReszSettings settings, bool isTarget)
        {
            if (!isTarget)
            {
                Agent = agents.Online;
                Mixer = settings.DeclareMain(set.Scope("mixer"), agents.Team);
                ResidualAgent = agents.Declare(set.Scope("residual_agent"));
                ResidualMixer = settings.DeclareResidual(set.Scope("residual_mixer"), agents.Team);
                set.BeginAs("residual_agent", AgentNetworks<T, QuantileAgent<T>>.Scope);
            }

            _centralAgent = agents.Declare(set.Scope("central_agent"));
            _centralMixer = settings.DeclareCentral(set.Scope("central_mixer"), agents.Team);
        }

        internal QuantileAgent<T>? Agent { get; }

        internal IQuantileMixer<T>? Mixer { get; }

        internal QuantileAgent<T>? ResidualAgent { get; }

        internal IQuantileMixer<T>? ResidualMixer { get; }

        /// <summary>Z* of joint actions, one at each slot from the first on, [slots, episodes, K].</summary>
        internal Variable<T> Star(Shard<T> shard, Tape<T> tape, int first, Tensor<T> levels, Tensor<int> actions)
        {
            Variable<T> hidden = _centralAgent.Unroll(tape, shard.Inputs);
            Variable<T> samples = _centralAgent.SamplesFrom(first, hidden, _centralAgent.Embed(tape, levels), actions);
            return _centralMixer.Mix(shard, first, samples, levels, actions);
        }
    }
}

/// <summary>
/// An unrestricted network of the samples at one level, which it sees as the agents do:
/// <c>Z[k] = MLP [s | Z_1[k] .. Z_n[k] | cos(π j τ_k), j = 0, 1, ..]</c> with two hidden layers.
/// </summary>
/// <remarks>The first layer's product with the state is the same at every level, so it is taken once.</remarks>
public sealed class LevelQuantileMixer<T> : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T> _first;
    private readonly LinearLayer<T> _second;
    private readonly LinearLayer<T> _last;
    private readonly int _state;
    private readonly int _cosines;

    /// <summary>Declares <c>net</c>.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="cosines">Cosines that a level is described by.</param>
    /// <param name="width">Width of its layers.</param>
    public LevelQuantileMixer(ParameterScope<T> scope, TeamShape team, int cosines, int width)
    {
        (_state, _cosines) = (team.State, cosines);
        ParameterScope<T> net = scope.Scope("net");
        _first = new LinearLayer<T>(net.Scope("0"), team.State + team.Agents + cosines, width);
        _second = new LinearLayer<T>(net.Scope("2"), width, width);
        _last = new LinearLayer<T>(net.Scope("4"), width, 1);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input)
    {
        (int steps, int episodes, int count) = (input.Steps, input.Episodes, samples.Shape.Last);
        Tape<T> tape = input.Tape;
        Variable<T> weight = tape.Use(_first.Weight);
        Variable<T> ofState = input.States.Linear(weight.Slice(1, 0, _state), tape.Use(_first.Bias!));
        Variable<T> seen = samples.Transpose(2, 3).Concat(tape.Constant(QuantileLevels.Cosines(tape, levels, _cosines)));
        Variable<T> ofLevel = seen.Linear(weight.Slice(1, _state, input.Agents + _cosines));
        Variable<T> first = (ofLevel + ofState.Reshape((steps, episodes, 1, ofState.Shape.Last))).Relu();
        return _last.Forward(_second.Forward(first, Activation.Relu)).Reshape((steps, episodes, count));
    }
}

/// <summary>
/// An unrestricted network of all samples at once, <c>Z[1 .. K] = MLP [s | Z_1[1 .. K] | .. | Z_n[1 .. K]]</c> with two hidden layers. It does not see the
/// levels, so its samples need not be in their order, and it knows no number of samples but its own.
/// </summary>
public sealed class FlatQuantileMixer<T> : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _net;

    /// <summary>Declares <c>net</c>.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="quantiles">K.</param>
    /// <param name="width">Width of its layers.</param>
    public FlatQuantileMixer(ParameterScope<T> scope, TeamShape team, int quantiles, int width) =>
        _net = new Perceptron<T>(scope.Scope("net"), [team.State + (team.Agents * quantiles), width, width, quantiles]);

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input) =>
        _net.Forward(input.States.Concat(samples.Reshape((input.Steps, input.Episodes, input.Agents * samples.Shape.Last))));
}
