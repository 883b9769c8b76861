using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>
/// What a network over entities reads. There is one row for every agent in every pass: the real pass and, where a method imagines, two more
/// that differ only in what is hidden. So the entities are read once, and the passes are further rows of the same call.
/// </summary>
public readonly struct EntityInput<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[slots, episodes, entities, width].</summary>
    public required Variable<T> Rows { get; init; }

    /// <summary>
    /// [slots, episodes, entities], the agents' actions of the slot before, and -1 for entities that are no agents; null where agents do not see
    /// last actions.
    /// </summary>
    public Tensor<int>? LastActions { get; init; }

    /// <summary>[slots x episodes, passes x agents, entities], 1 where an agent must not attend to an entity.</summary>
    public required Tensor<T> Hidden { get; init; }

    /// <summary>[slots, episodes x passes x agents, 1], 0 for agents that are absent.</summary>
    public required Variable<T> Present { get; init; }

    /// <summary>[slots, episodes, 1], the part of an episode's rows that belong to agents that are there.</summary>
    public Variable<T> PresentShare => Present.Reshape((Slots, Episodes, Passes * Agents)).Mean(2, keepAxis: true);

    /// <summary>How many agents there are.</summary>
    public required int Agents { get; init; }

    /// <summary>1, or 3 where a method imagines.</summary>
    public int Passes => Hidden.Shape[1] / Agents;

    /// <summary>Number of slots.</summary>
    public int Slots => Rows.Shape[0];

    /// <summary>Number of episodes.</summary>
    public int Episodes => Rows.Shape[1];

    /// <summary>Number of entities.</summary>
    public int Entities => Rows.Shape[2];

    /// <summary>What agents read: an agent attends to what it sees.</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="team">The team.</param>
    /// <param name="view">The entities.</param>
    /// <param name="lastActions">[slots, episodes x agents].</param>
    /// <param name="groups">The groups of the imagination, if a method imagines.</param>
    public static EntityInput<T> OfAgents(
        Tape<T> tape, TeamShape team, EntityView<T> view, Tensor<int> lastActions, Tensor<T>? groups = null) =>
        Of(tape, team, view, lastActions, groups, EntityMasks.OfAgents(tape, view, team.Agents, groups));

    /// <summary>What the networks of a mixer read: an agent attends to all that is there, seen or not.</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="team">The team.</param>
    /// <param name="view">The entities.</param>
    /// <param name="lastActions">[slots, episodes x agents].</param>
    /// <param name="groups">The groups of the imagination, if a method imagines.</param>
    public static EntityInput<T> OfMixer(
        Tape<T> tape, TeamShape team, EntityView<T> view, Tensor<int> lastActions, Tensor<T>? groups = null) =>
        Of(tape, team, view, lastActions, groups, EntityMasks.OfMixer(tape, view, team.Agents, groups));

    private static EntityInput<T> Of(
        Tape<T> tape, TeamShape team, EntityView<T> view, Tensor<int> lastActions, Tensor<T>? groups, Tensor<T> hidden) => new()
        {
            Rows = tape.Constant(view.Rows),
            LastActions = team.Entities!.AppendLastActions ? OfEntities(tape, team, view, lastActions) : null,
            Hidden = hidden,
            Present = tape.Constant(EntityMasks.Present(tape, view, team.Agents, EntityMasks.Passes(groups))),
            Agents = team.Agents,
        };

    private static Tensor<int> OfEntities(Tape<T> tape, TeamShape team, EntityView<T> view, Tensor<int> lastActions)
    {
        Tensor<int> all = tape.Indices.Rent(view.Absent.Shape);
        int entities = all.Shape.Last;
        all.Span.Fill(-1);
        for (int episode = 0; episode < all.Shape.Rows; episode++)
        {
            lastActions.Span.Slice(episode * team.Agents, team.Agents).CopyTo(all.Span[(episode * entities)..]);
        }

        return all;
    }
}
