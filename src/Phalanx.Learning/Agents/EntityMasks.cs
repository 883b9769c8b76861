using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>
/// Masks of entities that are hidden from agents, 1 where hidden. Where a method imagines, every entity belongs to one of two groups, and there are
/// three passes: the real one, one in which agents see only their own group, and one in which they see only the other group.
/// </summary>
public static class EntityMasks
{
    /// <summary>The real pass and two imagined ones.</summary>
    private const int AllPasses = 3;

    /// <summary>How many passes there are, with groups and without.</summary>
    public static int Passes<T>(Tensor<T>? groups)
        where T : unmanaged => groups is null ? 1 : AllPasses;

    /// <summary>An agent sees what the environment shows it, and never what is absent: [slots x episodes, passes x agents, entities].</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="view">The entities.</param>
    /// <param name="agents">Number of agents.</param>
    /// <param name="groups">[episodes, entities], 0 or 1 by group; null without imagination.</param>
    public static Tensor<T> OfAgents<T>(Tape<T> tape, EntityView<T> view, int agents, Tensor<T>? groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => CreateMasks(tape, view, agents, groups, observed: true);

    /// <summary>In the mixer, agents that are there see all that is there: [slots x episodes, passes x agents, entities].</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="view">The entities.</param>
    /// <param name="agents">Number of agents.</param>
    /// <param name="groups">[episodes, entities], 0 or 1 by group; null without imagination.</param>
    public static Tensor<T> OfMixer<T>(Tape<T> tape, EntityView<T> view, int agents, Tensor<T>? groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => CreateMasks(tape, view, agents, groups, observed: false);

    /// <summary>1 for agents that are there, [slots, episodes x passes x agents, 1].</summary>
    public static Tensor<T> Present<T>(Tape<T> tape, EntityView<T> view, int agents, int passes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int slots, int episodes, int entities) = (view.Absent.Shape[0], view.Absent.Shape[1], view.Absent.Shape[2]);
        Tensor<T> present = tape.Arena.Rent((slots, episodes * passes * agents, 1));
        Span<T> target = present.Span;
        for (int row = 0; row < target.Length; row++)
        {
            (int episode, int agent) = (row / (passes * agents), row % agents);
            target[row] = T.One - view.Absent.Span[(episode * entities) + agent];
        }

        return present;
    }

    private static Tensor<T> CreateMasks<T>(Tape<T> tape, EntityView<T> view, int agents, Tensor<T>? groups, bool observed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int slots, int episodes, int entities) = (view.Absent.Shape[0], view.Absent.Shape[1], view.Absent.Shape[2]);
        int size = agents * entities;
        int passes = Passes(groups);
        Tensor<T> masks = tape.Arena.Rent((slots * episodes, passes * agents, entities));
        for (int i = 0; i < slots * episodes; i++)
        {
            Span<T> real = masks.Span.Slice(i * passes * size, size);
            FillRealPass(view.Absent.Span.Slice(i * entities, entities), observed ? view.Hidden.Span.Slice(i * size, size) : default, real);
            if (groups is { } drawn)
            {
                ReadOnlySpan<T> group = drawn.Span.Slice(i % episodes * entities, entities);
                Span<T> imagined = masks.Span.Slice((i * passes * size) + size, 2 * size);
                FillImaginedPasses(real, group, imagined[..size], imagined[size..]);
            }
        }

        return masks;
    }

    /// <summary>Absent entities are hidden. Without observation masks, all entities are hidden from absent agents too.</summary>
    private static void FillRealPass<T>(ReadOnlySpan<T> absent, ReadOnlySpan<T> unseen, Span<T> hidden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < hidden.Length; i++)
        {
            (int agent, int entity) = (i / absent.Length, i % absent.Length);
            hidden[i] = T.Max(absent[entity], unseen.IsEmpty ? absent[agent] : unseen[i]);
        }
    }

    /// <summary>
    /// Within a group, entities of the other group are hidden as well; between groups, those of the agent's own group, the agent
    /// itself included.
    /// </summary>
    private static void FillImaginedPasses<T>(ReadOnlySpan<T> real, ReadOnlySpan<T> group, Span<T> within, Span<T> between)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < real.Length; i++)
        {
            bool together = group[i / group.Length] == group[i % group.Length];
            within[i] = together ? real[i] : T.One;
            between[i] = together ? T.One : real[i];
        }
    }
}
