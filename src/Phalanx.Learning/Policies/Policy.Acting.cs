using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Policies;

// Network inputs from what agents see, and actions from network outputs: one place for rollouts and for acting teams.
public sealed partial record Policy
{
    /// <summary>The network inputs for the agents of some teams in one slot.</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="teams">How many teams there are; the data of one team follows that of the other.</param>
    /// <param name="observations">[teams x agents x observation]; not read where the network sees entities.</param>
    /// <param name="entities">The entities of each team; not read where the network sees observations.</param>
    /// <param name="lastActions">[teams x agents], -1 where there is none.</param>
    internal AgentInputs<float> CreateInputs(
        Tape<float> tape, int teams, ReadOnlySpan<float> observations, SeenEntities entities, ReadOnlySpan<int> lastActions)
    {
        int rows = teams * Team.Agents;
        int observation = Network.SeesEntities ? 0 : Team.Observation;
        Tensor<int> ids = tape.Indices.Rent((1, rows));
        for (int row = 0; row < rows; row++)
        {
            ids.Span[row] = row % Team.Agents;
        }

        return new AgentInputs<float>
        {
            Observations = tape.Arena.RentCopy((1, rows, observation), observations[..(rows * observation)]),
            LastActions = tape.Indices.RentCopy((1, rows), lastActions),
            Ids = ids,
            Entities = Network.SeesEntities ? CreateView(tape, teams, entities, Team.Entities!) : null,
        };
    }

    /// <summary>Chooses the actions of one team's agents from the network's outputs.</summary>
    /// <param name="outputs">[agents x actions].</param>
    /// <param name="available">[agents x actions].</param>
    /// <param name="progress">How far the run is, and how much to explore.</param>
    /// <param name="stream">The team's own draws.</param>
    /// <param name="actions">[agents], receives what each does.</param>
    internal void Choose(
        ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream, Span<int> actions)
    {
        for (int agent = 0; agent < actions.Length; agent++)
        {
            int first = agent * Team.Actions;
            actions[agent] = Rule.Choose(outputs.Slice(first, Team.Actions), available.Slice(first, Team.Actions), progress, ref stream);
        }
    }

    /// <summary>The same where actions are continuous.</summary>
    /// <param name="outputs">[agents x outputs of the network for one agent].</param>
    /// <param name="progress">How far the run is, and how much to explore.</param>
    /// <param name="stream">The team's own draws.</param>
    /// <param name="actions">[agents x dimensions], receives what each does.</param>
    internal void Choose(ReadOnlySpan<float> outputs, RunProgress progress, ref RandomStream stream, Span<float> actions)
    {
        int width = outputs.Length / Team.Agents;
        for (int agent = 0; agent < Team.Agents; agent++)
        {
            ContinuousRule!.Choose(
                outputs.Slice(agent * width, width),
                Team.ContinuousActions!,
                progress,
                ref stream,
                actions.Slice(agent * Team.ActionDimensions, Team.ActionDimensions));
        }
    }

    private EntityView<float> CreateView(Tape<float> tape, int teams, SeenEntities entities, EntitySpec spec)
    {
        var view = new EntityView<float>
        {
            Rows = tape.Arena.RentCopy((1, teams, spec.Count, spec.Width), entities.Rows),
            Absent = tape.Arena.Rent((1, teams, spec.Count)),
            Hidden = tape.Arena.Rent((1, teams * Team.Agents, spec.Count)),
        };
        AsFactors(entities.Absent, view.Absent.Span);
        AsFactors(entities.Hidden, view.Hidden.Span);
        return view;
    }

    private static void AsFactors(ReadOnlySpan<bool> flags, Span<float> factors)
    {
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = flags[i] ? 1 : 0;
        }
    }
}
