using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Methods;

/// <summary>
/// MADDPG for continuous actions: one critic of the whole team, since all share their reward, <c>Q(s, u_1 .. u_n)</c>, and each actor climbs it alone, with
/// the actions of the others fixed: <c>J = sum_i Q(s, u_-i, μ_i)</c>.
/// </summary>
public sealed class MaddpgContinuous<T>(AgentNetworks<T, ContinuousActor<T>> agents, LearnerSettings learner, ActorCriticSettings settings)
    : DeterministicActorCritic<T>(agents, learner, settings, set => new Central(set, agents.Team, settings.CriticWidth))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private sealed class Central(ParameterSet<T> set, TeamShape team, int width) : IContinuousCritic<T>
    {
        private readonly Perceptron<T> _network = new(
            set.Scope("critic"), [team.State + (team.Agents * team.ActionDimensions), width, width, 1]);

        public Variable<T> Value(Shard<T> shard, int first, Variable<T> actions)
        {
            Variable<T> states = actions.Tape.Constant(shard.States.Slice(first, actions.Shape[0]));
            return _network.Forward(states.Concat(shard.Jointly(actions))).Reshape((actions.Shape[0], shard.Episodes));
        }

        public Variable<T> ActorObjective(Shard<T> shard, Variable<T> own, Variable<T> taken)
        {
            Tape<T> tape = own.Tape;
            (int steps, int joint) = (shard.Steps, team.Agents * team.ActionDimensions);
            Variable<T> ownPart = tape.Constant(Blocks(tape));

            // A row for every agent: the joint action that was taken, with its own part replaced.
            Variable<T> others = shard.Jointly(taken).Reshape((steps, shard.Episodes, 1, joint)) * (T.One - ownPart);
            Variable<T> actions = others + (shard.Jointly(own).Reshape((steps, shard.Episodes, 1, joint)) * ownPart);
            Variable<T> states = tape.Constant(tape.Arena.RentZeroed((steps, shard.Episodes, team.Agents, team.State)))
                + tape.Constant(shard.States.Slice(0, steps).Reshape((steps, shard.Episodes, 1, team.State)));
            return _network.Forward(states.Concat(actions)).Reshape((steps, shard.Episodes, team.Agents)).Sum(-1);
        }

        /// <summary>1 where a part of a joint action is an agent's own, [agents, agents x dimensions].</summary>
        private Tensor<T> Blocks(Tape<T> tape)
        {
            (int agents, int dimensions) = (team.Agents, team.ActionDimensions);
            Tensor<T> blocks = tape.Arena.RentZeroed((agents, agents * dimensions));
            for (int agent = 0; agent < agents; agent++)
            {
                blocks.Span.Slice(((agent * agents) + agent) * dimensions, dimensions).Fill(T.One);
            }

            return blocks;
        }
    }
}
