using System.Numerics;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>One world: who is where, and the rules of a step. Agents are the first entities, prey the others.</summary>
internal readonly ref struct PredatorPreyWorld
{
    private const byte Vacant = 0;

    private readonly PredatorPreyRules _rules;

    // What stands in each cell, the one outside included: nothing, a wall, or the number of an entity plus one.
    private readonly Span<byte> _occupants;
    private readonly Span<byte> _rows;
    private readonly Span<byte> _columns;
    private readonly ref PredatorPreyRoster _roster;
    private readonly ref RandomStream _random;

    public PredatorPreyWorld(
        PredatorPreyRules rules,
        Span<byte> occupants,
        Span<byte> rows,
        Span<byte> columns,
        ref PredatorPreyRoster roster,
        ref RandomStream random)
    {
        _rules = rules;
        _occupants = occupants;
        _rows = rows;
        _columns = columns;
        _roster = ref roster;
        _random = ref random;
    }

    /// <summary>Who takes part, and who can be seen.</summary>
    public ref readonly PredatorPreyRoster Roster => ref _roster;

    /// <summary>The row of each entity, padded.</summary>
    public ReadOnlySpan<byte> Rows => _rows;

    /// <summary>The column of each entity, padded.</summary>
    public ReadOnlySpan<byte> Columns => _columns;

    /// <summary>The cell of an entity.</summary>
    public int CellOf(int entity) => (_rows[entity] * _rules.Grid.Width) + _columns[entity];

    /// <summary>Puts every entity into a random cell, one after another; all cells that are still empty are equally likely.</summary>
    public void Scatter()
    {
        Clear();
        for (int entity = 0; entity < _rules.Entities; entity++)
        {
            int cell;
            do
            {
                cell = _random.NextInt(_rules.Grid.Cells);
            }
            while (_occupants[cell] != Vacant);

            Enter(entity, cell);
        }
    }

    /// <summary>Takes every entity off the grid and out of the game.</summary>
    public void Clear()
    {
        _rules.Grid.Empty.CopyTo(_occupants);
        _roster = new PredatorPreyRoster { Events = _roster.Events };
        _roster.Events?.Clear();
    }

    /// <summary>Brings an entity into the game.</summary>
    public void Enter(int entity, int cell)
    {
        Put(entity, cell);
        _roster.Active |= 1ul << entity;
        _roster.Visible |= 1ul << entity;
    }

    /// <summary>Whether prey is on a cell beside this one.</summary>
    public bool IsAdjacentToPrey(int cell)
    {
        // Vacant is 0, which wraps around to a number that no prey has.
        uint prey = (uint)(_rules.Entities - _rules.Agents);
        bool adjacent = false;
        foreach (short neighbour in _rules.Grid.NeighboursOf(cell))
        {
            adjacent |= (uint)(_occupants[neighbour] - 1 - _rules.Agents) < prey;
        }

        return adjacent;
    }

    /// <summary>A step: first the agents move, then the prey are caught or move on.</summary>
    /// <returns>The reward, and whether the hunt is over.</returns>
    public (double Reward, bool Over) Step(ReadOnlySpan<int> actions)
    {
        _roster.Events?.Clear();
        PredatorPreySettings settings = _rules.Settings;
        int caughtBefore = _roster.Caught;
        double reward = settings.RewardTime + (settings.RewardCollision * MoveAgents(actions));
        reward += MovePrey(actions);
        bool over = (_roster.Active & _rules.AllPrey) == 0 || (_roster.Active & _rules.AllAgents) == 0;
        return (reward, over || (settings.CaptureTerminal && _roster.Caught > caughtBefore));
    }

    /// <summary>Moves the agents one after another in a random order; returns how many stayed where they were.</summary>
    private int MoveAgents(ReadOnlySpan<int> actions)
    {
        Span<int> order = stackalloc int[PredatorPreyRules.MaxPerKind];
        order = order[.._rules.Agents];
        _random.Permutation(order);
        int stayed = 0;
        foreach (int agent in order)
        {
            if (IsActive(agent))
            {
                stayed += actions[agent] < PredatorPreyGrid.Directions && TryMove(agent, actions[agent]) ? 0 : 1;
            }
        }

        return stayed;
    }

    /// <summary>Has each prey be caught or move on, one after another in a random order; returns what that pays.</summary>
    private double MovePrey(ReadOnlySpan<int> actions)
    {
        Span<int> order = stackalloc int[PredatorPreyRules.MaxPerKind];
        order = order[..(_rules.Entities - _rules.Agents)];
        _random.Permutation(order);
        double reward = 0;
        foreach (int number in order)
        {
            int prey = _rules.Agents + number;
            if (IsActive(prey))
            {
                reward += ResolveCatch(prey, actions);
            }
        }

        return reward;
    }

    private double ResolveCatch(int prey, ReadOnlySpan<int> actions)
    {
        ulong catchers = 0;
        Span<short> free = [0, 0, 0, 0];
        int ways = 0;
        foreach (short neighbour in _rules.Grid.NeighboursOf(CellOf(prey)))
        {
            int occupant = _occupants[neighbour];
            free[ways] = neighbour;
            ways += occupant == Vacant ? 1 : 0;
            if ((uint)(occupant - 1) < (uint)_rules.Agents && actions[occupant - 1] == PredatorPreyRules.Catch)
            {
                catchers |= 1ul << (occupant - 1);
            }
        }

        // Those who caught another prey earlier in this step do not count any more.
        catchers &= _roster.Active;
        if (BitOperations.PopCount(catchers) >= _rules.Settings.CatchersNeeded)
        {
            Capture(prey, catchers);
            return _rules.Settings.RewardCatch;
        }

        MoveAtRandom(prey, free[..ways]);
        if (catchers == 0)
        {
            return 0;
        }

        _roster.Missed++;
        return _rules.Settings.Punishment;
    }

    private void Capture(int prey, ulong catchers)
    {
        RemoveFromGrid(prey);
        _roster.Caught++;
        if (_roster.Events is not null)
        {
            NoteCapture(prey, catchers);
        }

        if (!_rules.Settings.CaptureFreezes)
        {
            return;
        }

        _roster.Active &= ~catchers;
        if (_rules.Settings.RemoveFrozen)
        {
            for (; catchers != 0; catchers &= catchers - 1)
            {
                RemoveFromGrid(BitOperations.TrailingZeroCount(catchers));
            }
        }
    }

    /// <summary>Keeps for pictures who caught a prey; each has an equal share in it.</summary>
    private void NoteCapture(int prey, ulong catchers)
    {
        double share = 1.0 / BitOperations.PopCount(catchers);
        for (; catchers != 0; catchers &= catchers - 1)
        {
            _roster.Events!.Add(FrameEvents.Capture, BitOperations.TrailingZeroCount(catchers), prey, share);
        }
    }

    /// <summary>Moves prey to one of the cells that are free beside it, all equally likely.</summary>
    private void MoveAtRandom(int prey, ReadOnlySpan<short> free)
    {
        double rest = _rules.Settings.PreyRestProbability;
        if (free.Length > 0 && !(rest > 0 && _random.NextDouble() < rest))
        {
            Move(prey, free[_random.NextInt(free.Length)]);
        }
    }

    private bool TryMove(int agent, int direction)
    {
        int to = _rules.Grid.NeighboursOf(CellOf(agent))[direction];
        bool free = _occupants[to] == Vacant;
        if (free)
        {
            Move(agent, to);
        }

        return free;
    }

    private void Move(int entity, int to)
    {
        _occupants[CellOf(entity)] = Vacant;
        Put(entity, to);
    }

    private bool IsActive(int entity) => (_roster.Active & (1ul << entity)) != 0;

    private void Put(int entity, int cell)
    {
        _occupants[cell] = (byte)(entity + 1);
        (_rows[entity], _columns[entity]) = (_rules.Grid.RowOf(cell), _rules.Grid.ColumnOf(cell));
    }

    private void RemoveFromGrid(int entity)
    {
        _occupants[CellOf(entity)] = Vacant;
        _roster.Active &= ~(1ul << entity);
        _roster.Visible &= ~(1ul << entity);
    }
}
