using System.Numerics;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>One world of the hunt: what stands in each cell, and the rules by which they move, catch and come back.</summary>
internal ref struct HuntWorld
{
    private const byte Vacant = 0;

    private readonly HuntGrid _grid;
    private readonly int _predators;

    // What stands in each cell: nothing, a wall, or the number of an entity plus one.
    private readonly Span<byte> _occupants;

    // Where each entity stands: the predators, then the prey.
    private readonly Span<int> _cells;

    // The entities that have moved in this step, and those that wait until another has left their target cell; one bit each.
    private uint _done;
    private uint _waiting;

    public HuntWorld(HuntGrid grid, int predators, Span<byte> occupants, Span<int> cells)
    {
        (_grid, _predators) = (grid, predators);
        _occupants = occupants;
        _cells = cells;
    }

    /// <summary>Puts every entity into a random cell, one after another; all cells that are still empty are equally likely.</summary>
    public void Scatter(ref RandomStream random)
    {
        Clear();
        for (int entity = 0; entity < _cells.Length; entity++)
        {
            Put(entity, DrawEmptyCell(ref random));
        }
    }

    /// <summary>Takes every entity off the grid.</summary>
    public void Clear() => _grid.Empty.CopyTo(_occupants);

    /// <summary>Puts an entity into an empty cell.</summary>
    public void Put(int entity, int cell)
    {
        _occupants[cell] = (byte)(entity + 1);
        _cells[entity] = cell;
    }

    /// <summary>Moves every entity, predators first. An entity in another's way moves before it, if it can.</summary>
    /// <param name="actions">What each entity does: the predators, then the prey.</param>
    public void Move(scoped ReadOnlySpan<int> actions)
    {
        _done = 0;
        for (int entity = 0; entity < _cells.Length; entity++)
        {
            Move(entity, actions);
        }
    }

    /// <summary>Counts, for each prey, the predators beside it; returns which prey are caught and which met one predator alone.</summary>
    public readonly (uint Caught, uint Missed) Catches()
    {
        (uint caught, uint missed) = (0, 0);
        for (int prey = _predators; prey < _cells.Length; prey++)
        {
            int hunters = 0;
            foreach (int offset in _grid.AdjacentOffsets)
            {
                // Vacant is 0, which wraps around to a number that no predator has.
                hunters += (uint)_occupants[_cells[prey] + offset] - 1 < (uint)_predators ? 1 : 0;
            }

            caught |= hunters >= 2 ? 1u << prey : 0;
            missed |= hunters == 1 ? 1u << prey : 0;
        }

        return (caught, missed);
    }

    /// <summary>Keeps for pictures who caught the prey before it reappears; each predator beside it has an equal share in it.</summary>
    public readonly void NoteCaptures(uint caught, EventLog events)
    {
        for (; caught != 0; caught &= caught - 1)
        {
            int prey = BitOperations.TrailingZeroCount(caught);
            uint hunters = 0;
            foreach (int offset in _grid.AdjacentOffsets)
            {
                uint neighbour = (uint)_occupants[_cells[prey] + offset] - 1;
                hunters |= neighbour < (uint)_predators ? 1u << (int)neighbour : 0;
            }

            double share = 1.0 / BitOperations.PopCount(hunters);
            for (; hunters != 0; hunters &= hunters - 1)
            {
                events.Add(FrameEvents.Capture, BitOperations.TrailingZeroCount(hunters), prey, share);
            }
        }
    }

    /// <summary>Has prey reappear elsewhere, in order. The old cell is freed last, so that none comes back where it was.</summary>
    public void Respawn(uint caught, ref RandomStream random)
    {
        for (; caught != 0; caught &= caught - 1)
        {
            int prey = BitOperations.TrailingZeroCount(caught);
            int old = _cells[prey];
            Put(prey, DrawEmptyCell(ref random));
            _occupants[old] = Vacant;
        }
    }

    private void Move(int entity, scoped ReadOnlySpan<int> actions)
    {
        uint bit = 1u << entity;
        if (((_done | _waiting) & bit) != 0)
        {
            return;
        }

        int from = _cells[entity];
        int to = from + _grid.Moves[actions[entity]];

        // One that stays is in its own way, and so does not move.
        if (_occupants[to] is not (Vacant or HuntGrid.Wall))
        {
            _waiting |= bit;
            Move(_occupants[to] - 1, actions);
            _waiting &= ~bit;
        }

        if (_occupants[to] == Vacant)
        {
            _occupants[from] = Vacant;
            Put(entity, to);
        }

        _done |= bit;
    }

    private readonly int DrawEmptyCell(ref RandomStream random)
    {
        while (true)
        {
            int cell = _grid.CellOf(random.NextInt(_grid.Size), random.NextInt(_grid.Size));
            if (_occupants[cell] == Vacant)
            {
                return cell;
            }
        }
    }
}
