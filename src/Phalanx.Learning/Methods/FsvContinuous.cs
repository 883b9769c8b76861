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
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of FSV that only continuous actions use. The actors' width is that of agents.</summary>
public sealed record FsvContinuousSettings
{
    /// <summary>The learning rate of Q, V and the mixer; that of the actors is <c>learner.lr</c>.</summary>
    [Setting("learning rate of Q, V and the mixer; that of the actors is learner.lr", Above = 0)]
    public double CriticLr { get; init; } = 1e-3;

    /// <summary>Width of the two hidden layers of Q and of V.</summary>
    [Setting("width of the two hidden layers of Q and of V", Min = 1, Max = NetworkSizes.MostWidth)]
    public int CriticWidth { get; init; } = 64;

    /// <summary>The learning rate of the logarithm of the temperature.</summary>
    [Setting("learning rate of the logarithm of the temperature", Above = 0)]
    public double TemperatureLr { get; init; } = 3e-4;

    /// <summary>The temperature at first.</summary>
    [Setting("temperature at first", Above = 0)]
    public double Temperature { get; init; } = 1;
}

/// <summary>
/// FSV for continuous actions, from single transitions. Q_tot is that of <see cref="Fsv{T}"/>, but V_i is a network, since continuous actions cannot
/// be summed over, and actors are fitted to the policies that Q_i defines. They are squashed Gaussians, and actions lie between -1 and 1:
/// <code>
/// J_Q = (Q_tot(s, u) - y)²          y = r + γ (1 - terminated) (Q_tot⁻(s', u') - α sum_i log π_i(u'_i))        u' ~ π
/// J_V = sum_i (V_i(o_i) - sg(Q_i(o_i, ũ_i) - α log π_i(ũ_i)))²                                                 ũ ~ π
/// J_π = sum_i (α log π_i(ũ_i) - Q_i(o_i, ũ_i))                                                                 ũ ~ π, through the draw
/// J_α = - α (sg(sum_i log π_i(ũ_i)) + H)          H = - dimensions of the joint action                         learned as log α
/// </code>
/// The first two make one step, then come the actors and the temperature. Each has draws of its own; the temperature reads those of the actors.
/// </summary>
public sealed class FsvContinuous<T> : Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The purpose of the draws of next actions.</summary>
    public static readonly StreamPurpose NextActions = StreamPurpose.Named("fsv continuous next actions");

    /// <summary>The purpose of the draws of the actions that V learns from.</summary>
    public static readonly StreamPurpose ValuedActions = StreamPurpose.Named("fsv continuous valued actions");

    /// <summary>The purpose of the draws of the actors' own actions.</summary>
    public static readonly StreamPurpose ActorsActions = StreamPurpose.Named("fsv continuous actors actions");

    // What the actors' phase keeps for the temperature's: sum_i log π_i, [steps, episodes].
    private const int LogPolicy = 0;

    private readonly FsvSettings _settings;
    private readonly LearnerSettings _learner;
    private readonly ContinuousActor<T> _actor;
    private readonly Critics _online;
    private readonly Critics _target;
    private readonly Parameter<T> _logTemperature;

    /// <summary>Declares actors, critics with their target, and the temperature.</summary>
    public FsvContinuous(AgentNetworks<T, ContinuousActor<T>> agents, LearnerSettings learner, FsvSettings settings)
    {
        (_learner, _settings, _actor) = (learner, settings, agents.Online);
        ParameterSet<T> critics = new(), target = new(trainable: false), temperature = new();
        _online = new Critics(critics, agents.Team, settings);
        _target = new Critics(target, agents.Team, settings);
        _logTemperature = temperature.Declare("log_temperature", 1, Initialiser.Constant(Elementary.Log(settings.Continuous.Temperature)));
        var criticGroup = new ParameterGroup<T>("critic", critics, target, learner with { Lr = settings.Continuous.CriticLr });
        var actorGroup = new ParameterGroup<T>("actor", agents.Parameters, null, learner);
        var temperatureGroup = new ParameterGroup<T>("temperature", temperature, null, learner with { Lr = settings.Continuous.TemperatureLr });
        Groups = [criticGroup, actorGroup, temperatureGroup];
        Phases = [new Phase<T>(criticGroup, CriticLoss), new Phase<T>(actorGroup, ActorLoss), new Phase<T>(temperatureGroup, TemperatureLoss)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase<T>> Phases { get; }

    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Source = DataSource.Transitions, Draws = true };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures { get; } = ["temperature"];

    private T Temperature => Elementary.Exp(_logTemperature.Value.Span[0]);

    private Variable<T> CriticLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        int steps = shard.Steps;
        Variable<T> taken = shard.NormalisedActions(tape);
        Variable<T> v = _online.V(shard, tape, 0, steps);
        Variable<T> joint = Joint(_online, shard, 0, _online.Q(shard, 0, taken), v, taken);
        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? Next(shard, tape) : null, 1, _learner);
        shard.NoteValues(joint.Value, y);
        Variable<T> error = shard.MeanSquare(joint - tape.Constant(y));

        var drawn = SquashedSample<T>.Draw(shard, _actor.Forward(tape, shard.Observations.Slice(0, steps)).StopGradient(), ValuedActions);
        Variable<T> soft = _online.Q(shard, 0, drawn.Actions).StopGradient() - (drawn.LogPolicy * Temperature);
        return error + shard.Mean((v - soft).Square().Sum(-1));
    }

    private Variable<T> ActorLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        var drawn = SquashedSample<T>.Draw(shard, _actor.Forward(tape, shard.Observations.Slice(0, shard.Steps)), ActorsActions);
        shard.Notes![LogPolicy] = drawn.LogPolicy.StopGradient().Sum(-1).Value;
        return shard.Mean(((drawn.LogPolicy * Temperature) - _online.Q(shard, 0, drawn.Actions)).Sum(-1));
    }

    private Variable<T> TemperatureLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        double transitions = shard.Episodes * shard.Steps; // a transition each
        shard.Notes!.Figures[0] += double.CreateChecked(Temperature) * transitions / shard.BatchTransitions;
        T entropy = T.CreateChecked(-shard.Team.Agents * shard.Team.ActionDimensions);
        Variable<T> surplus = tape.Constant(shard.Notes[LogPolicy]!.Value) + entropy;
        return -shard.Mean(tape.Use(_logTemperature).Exp() * surplus);
    }

    /// <summary>What y bootstraps from, [slots - 1, episodes].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape)
    {
        int slots = shard.Slots - 1;
        Variable<T> v = _target.V(shard, tape, 1, slots);
        if (_settings.Target == FsvTarget.StateValue)
        {
            return _target.Mixer.StateValue(States(shard, tape, 1, slots), v, trained: false).Value;
        }

        var drawn = SquashedSample<T>.Draw(shard, _actor.Forward(tape, shard.Observations.Slice(1, slots)).StopGradient(), NextActions);
        Variable<T> joint = Joint(_target, shard, 1, _target.Q(shard, 1, drawn.Actions), v, drawn.Actions);
        return (joint - (drawn.LogPolicy.Sum(-1) * Temperature)).Value;
    }

    private Variable<T> Joint(Critics critics, Shard<T> shard, int first, Variable<T> q, Variable<T> v, Variable<T> actions) =>
        critics.Mixer.Mix(q, v, States(shard, q.Tape, first, q.Shape[0]), shard.Jointly(actions), _settings.TrainStateValue);

    private static Variable<T> States(Shard<T> shard, Tape<T> tape, int first, int slots) => tape.Constant(shard.States.Slice(first, slots));

    /// <summary>Q_i, V_i and what mixes them.</summary>
    private sealed class Critics
    {
        private readonly AgentPerceptrons<T> _q;
        private readonly AgentPerceptrons<T> _v;

        public Critics(ParameterSet<T> set, TeamShape team, FsvSettings settings)
        {
            (int observation, int dimensions, int width) = (team.Observation, team.ActionDimensions, settings.Continuous.CriticWidth);
            _q = new AgentPerceptrons<T>(set.Scope("q"), team.Agents, [observation + dimensions, width, width, 1]);
            _v = new AgentPerceptrons<T>(set.Scope("v"), team.Agents, [observation, width, width, 1]);
            Mixer = new SoftMixer<T>(set.Scope("mixer"), team.Agents, team.State, team.Agents * dimensions, settings.MixerForm);
        }

        public SoftMixer<T> Mixer { get; }

        /// <summary>Q_i, [slots, episodes, agents].</summary>
        public Variable<T> Q(Shard<T> shard, int first, Variable<T> actions)
        {
            Variable<T> observations = actions.Tape.Constant(shard.Observations.Slice(first, actions.Shape[0]));
            return shard.ByAgent(_q.Forward(observations.Concat(actions)));
        }

        /// <summary>V_i, [slots, episodes, agents].</summary>
        public Variable<T> V(Shard<T> shard, Tape<T> tape, int first, int slots) =>
            shard.ByAgent(_v.Forward(tape.Constant(shard.Observations.Slice(first, slots))));
    }
}
