using System.Numerics;

namespace Phalanx.Environments;

// What is seen of the worlds.
internal sealed partial class PredatorPrey
{
    // Of every cell: whether an agent is there, whether prey is, and the 0 of a third kind that published versions reserve and never place.
    private const int Features = 3;

    // Of every entity after the tag of the agent: whether it is an agent, or prey; its row; its column; whether it is in the game.
    private const int EntityColumns = 5;

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        int width = Spec.Agents * Spec.ObservationSize;
        for (int row = 0; row < environments.Length; row++)
        {
            PredatorPreyWorld world = WorldOf(environments[row]);
            Span<float> team = Buffers.Row(observations, row, width);
            team.Clear();
            for (ulong agents = world.Roster.Active & _rules.AllAgents; agents != 0; agents &= agents - 1)
            {
                int agent = BitOperations.TrailingZeroCount(agents);
                WriteWindow(world, agent, Buffers.Row(team, agent, Spec.ObservationSize));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            PredatorPreyWorld world = WorldOf(environments[row]);
            Span<float> state = Buffers.Row(states, row, Spec.StateSize);
            state.Clear();
            for (ulong there = world.Roster.Visible; there != 0; there &= there - 1)
            {
                int entity = BitOperations.TrailingZeroCount(there);
                state[(world.CellOf(entity) * Features) + FeatureOf(entity)] = _rules.Marks[entity];
            }
        }
    }

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            PredatorPreyWorld world = WorldOf(environments[row]);
            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                Span<bool> mask = Buffers.Row(available, (row * Spec.Agents) + agent, Actions);
                if ((world.Roster.Active & (1ul << agent)) != 0)
                {
                    int cell = world.CellOf(agent);
                    _rules.Grid.MovesFrom(cell).CopyTo(mask);
                    mask[PredatorPreyRules.Catch] = world.IsAdjacentToPrey(cell);
                }
                else
                {
                    mask.Clear();
                    mask[PredatorPreyRules.Stay] = true;
                }
            }
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            ref readonly PredatorPreyRoster roster = ref _rosters[environments[row]];
            (statistics[2 * row], statistics[(2 * row) + 1]) = (roster.Caught, roster.Missed);
        }
    }

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        int entities = _rules.Entities;
        int width = Spec.Entities!.Width;
        for (int row = 0; row < environments.Length; row++)
        {
            PredatorPreyWorld world = WorldOf(environments[row]);
            Span<float> features = Buffers.Row(rows, row, entities * width);
            features.Clear();
            for (int entity = 0; entity < entities; entity++)
            {
                absent[(row * entities) + entity] = (world.Roster.Active & (1ul << entity)) == 0;
                WriteEntity(world, entity, Buffers.Row(features, entity, width));
            }

            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                ulong seen = EntitiesSeenBy(world, agent) & world.Roster.Active;
                Span<bool> unseen = Buffers.Row(hidden, (row * Spec.Agents) + agent, entities);
                for (int entity = 0; entity < entities; entity++)
                {
                    unseen[entity] = (seen & (1ul << entity)) == 0;
                }
            }
        }
    }

    public Frame Draw(int environment)
    {
        PredatorPreyWorld world = WorldOf(environment);
        var items = new FrameItem[_rules.Entities];
        for (int entity = 0; entity < items.Length; entity++)
        {
            items[entity] = ItemOf(world, entity);
        }

        _rosters[environment].Events ??= new EventLog();
        return new Frame(_rules.Grid.Width, _rules.Grid.Height, items)
        {
            Grid = true,
            Caption = $"step {_episodes.StepsOf(environment)}, {world.Roster.Caught} caught, {world.Roster.Missed} times alone",
            Events = _rosters[environment].Events!.Show(),
        };
    }

    /// <summary>An entity, where it is or was when it left the grid. An agent that is out of the game and still stands there is idle.</summary>
    private FrameItem ItemOf(in PredatorPreyWorld world, int entity)
    {
        (int column, int row) = (world.Columns[entity], world.Rows[entity]);
        bool active = (world.Roster.Active & (1ul << entity)) != 0;
        bool visible = (world.Roster.Visible & (1ul << entity)) != 0;
        FrameItem item = entity >= Spec.Agents
            ? FrameItem.InCell(FrameRole.Target, FrameShape.Diamond, column, row)
            : FrameItem.InCell(visible && !active ? FrameRole.IdleAgent : FrameRole.Agent, FrameShape.Disc, column, row, $"{entity}") with
            {
                Agent = entity,
                Sight = _rules.Settings.ObsRadius + 0.5,
            };
        return item with { Id = entity, Entity = entity, Kind = entity < Spec.Agents ? "predator" : "prey", Down = !active };
    }

    private int FeatureOf(int entity) => entity < _rules.Agents ? 0 : 1;

    /// <summary>The entities inside the window of an agent, itself included; none when the agent is out of the game.</summary>
    private ulong EntitiesSeenBy(in PredatorPreyWorld world, int agent) => (world.Roster.Active & (1ul << agent)) == 0
        ? 0
        : _rules.Window.Around(world.Rows, world.Columns, world.Rows[agent], world.Columns[agent]) & world.Roster.Visible;

    private void WriteWindow(in PredatorPreyWorld world, int agent, Span<float> window)
    {
        (int row, int column) = (world.Rows[agent], world.Columns[agent]);
        for (ulong seen = EntitiesSeenBy(world, agent); seen != 0; seen &= seen - 1)
        {
            int entity = BitOperations.TrailingZeroCount(seen);
            int place = _rules.Window.PlaceOf(world.Rows[entity], world.Columns[entity], row, column);
            window[(place * Features) + FeatureOf(entity)] = _rules.Marks[entity];
        }

        if (_rules.Settings.ObserveWalls)
        {
            for (int place = 0; place * Features < window.Length; place++)
            {
                window[place * Features] = _rules.Window.IsOutside(place, row, column) ? -1 : window[place * Features];
            }
        }
    }

    private void WriteEntity(in PredatorPreyWorld world, int entity, Span<float> features)
    {
        Span<float> rest = features[Spec.Agents..];
        rest[FeatureOf(entity)] = 1;
        if (entity < Spec.Agents)
        {
            features[entity] = 1;
        }

        if ((world.Roster.Active & (1ul << entity)) != 0)
        {
            rest[2] = world.Rows[entity] / (float)Math.Max(1, _rules.Grid.Height - 1);
            rest[3] = world.Columns[entity] / (float)Math.Max(1, _rules.Grid.Width - 1);
            rest[4] = 1;
        }
    }
}
