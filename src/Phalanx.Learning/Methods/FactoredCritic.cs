using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

/// <summary>
/// A critic for every agent, <c>Q_i(o_i, u_i)</c>, and a mixer that makes the team's value of the agents' values. The actors climb their own
/// critics, or, as in FACMAC, the mixed value of what all of them do.
/// </summary>
internal sealed class FactoredCritic<T> : IContinuousCritic<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AgentPerceptrons<T> _utilities;
    private readonly IMixer<T> _mixer;
    private readonly bool _throughMixer;

    public FactoredCritic(ParameterSet<T> set, TeamShape team, int width, Func<ParameterScope<T>, IMixer<T>> mixer, bool throughMixer)
    {
        _utilities = new AgentPerceptrons<T>(set.Scope("critic"), team.Agents, [team.Observation + team.ActionDimensions, width, width, 1]);
        _mixer = mixer(set.Scope("mixer"));
        _throughMixer = throughMixer;
    }

    public Variable<T> Value(Shard<T> shard, int first, Variable<T> actions)
    {
        Variable<T> values = Utilities(shard, first, actions);
        return _mixer.Mix(new MixerInput<T>
        {
            Values = values,
            States = actions.Tape.Constant(shard.States.Slice(first, values.Shape[0])),
            Actions = default, // there is no list of actions to choose from
            Utilities = default,
            Available = default,
        });
    }

    public Variable<T> ActorObjective(Shard<T> shard, Variable<T> own, Variable<T> taken) =>
        _throughMixer ? Value(shard, 0, own) : Utilities(shard, 0, own).Sum(-1);

    /// <summary>Q_i, [slots, episodes, agents].</summary>
    private Variable<T> Utilities(Shard<T> shard, int first, Variable<T> actions)
    {
        Variable<T> observations = actions.Tape.Constant(shard.Observations.Slice(first, actions.Shape[0]));
        return shard.ByAgent(_utilities.Forward(observations.Concat(actions)));
    }
}
