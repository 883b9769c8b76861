using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Agents;

/// <summary>Two slots of three episodes with two agents, the last of whom is absent in the second episode, and some more entities.</summary>
internal sealed class EntityScene
{
    public const int Slots = 2;
    public const int Episodes = 3;
    public const int Agents = 2;
    public const int Actions = 3;
    private const int Width = 4;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("entity scene");

    private readonly int[] _entities;
    private readonly int _kinds;

    /// <summary>A scene.</summary>
    /// <param name="others">Which entities stand where, after the agents; an entity beyond the third is padding.</param>
    public EntityScene(params int[] others)
    {
        _entities = [0, 1, .. others.Select(other => Agents + other)];
        _kinds = Agents + 3;
    }

    public static EntityScene Usual => new(0, 1, 2);

    public TeamShape Team => new(Agents, 1, 1, Actions) { Entities = new EntitySpec(_entities.Length, Width, AppendLastActions: true) };

    /// <summary>The group of every entity, independent of its place, or the same group for all.</summary>
    public Tensor<double> Groups(bool same = false)
    {
        Tensor<double> groups = Tensor<double>.Create((Episodes, _entities.Length));
        for (int i = 0; i < groups.Count; i++)
        {
            groups.Span[i] = same ? 1 : (_entities[i % _entities.Length] + (i / _entities.Length)) % 2;
        }

        return groups;
    }

    public EntityView<double> View()
    {
        int count = _entities.Length;
        var view = new EntityView<double>
        {
            Rows = Tensor<double>.Create((Slots, Episodes, count, Width)),
            Absent = Tensor<double>.Create((Slots, Episodes, count)),
            Hidden = Tensor<double>.Create((Slots, Episodes * Agents, count)),
        };
        for (int slot = 0; slot < Slots * Episodes; slot++)
        {
            for (int place = 0; place < count; place++)
            {
                int entity = _entities[place];
                bool absent = IsAbsent(slot % Episodes, entity);
                view.Absent.Span[(slot * count) + place] = absent ? 1 : 0;
                var stream = new RandomStream((ulong)slot, Purpose, (ulong)entity);
                for (int i = 0; i < Width; i++)
                {
                    view.Rows.Span[(((slot * count) + place) * Width) + i] = stream.NextDouble() - 0.5;
                }

                for (int agent = 0; agent < Agents; agent++)
                {
                    bool unseen = absent || IsAbsent(slot % Episodes, agent) || (entity != agent && (entity + slot) % 3 == 0);
                    view.Hidden.Span[(((slot * Agents) + agent) * count) + place] = unseen ? 1 : 0;
                }
            }
        }

        return view;
    }

    public static Tensor<int> LastActions()
    {
        Tensor<int> actions = Tensor<int>.Create((Slots, Episodes * Agents));
        for (int i = 0; i < actions.Count; i++)
        {
            actions.Span[i] = i < Episodes * Agents ? -1 : i % Actions;
        }

        return actions;
    }

    public EntityInput<double> OfAgents(Tape<double> tape, Tensor<double>? groups = null) =>
        EntityInput<double>.OfAgents(tape, Team, View(), LastActions(), groups);

    public EntityMixerInput<double> OfMixer(Tape<double> tape, Tensor<double>? groups = null)
    {
        var real = EntityInput<double>.OfMixer(tape, Team, View(), LastActions());
        return new(real, groups is null ? real : EntityInput<double>.OfMixer(tape, Team, View(), LastActions(), groups));
    }

    private bool IsAbsent(int episode, int entity) => entity >= _kinds || (episode == 1 && entity == 1) || (episode == 2 && entity == Agents + 1);
}
