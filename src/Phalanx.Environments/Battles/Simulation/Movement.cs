namespace Phalanx.Environments.Battles;

/// <summary>
/// How units move in a tick: hard discs that steer around what stands in their way, and of which those who walk give way to those who stand. So walls
/// of standing units hold, crowds slide along each other, and the result is a fixed sequence of additions, multiplications, divisions and square
/// roots.
/// </summary>
internal sealed class Movement
{
    private readonly BattleRules _rules;
    private readonly Forces _forces;
    private readonly Crowd _crowd;
    private readonly Steering _steering;
    private readonly Plane[] _planes;

    public Movement(BattleRules rules, Forces forces)
    {
        (_rules, _forces) = (rules, forces);
        _crowd = new Crowd(forces.Count);
        _steering = new Steering(rules, forces, _crowd);
        _planes = [.. rules.Plan.AllyTypes.Concat(rules.Plan.EnemyTypes).Select(type => type.Plane).Distinct().Order()];
    }

    /// <summary>Forgets what units did to get around others.</summary>
    public void Begin() => _steering.Begin();

    /// <summary>Moves all units as they decided.</summary>
    public void Move()
    {
        foreach (Plane plane in _planes)
        {
            Move(plane, _rules.FootingOf(plane));
        }
    }

    /// <summary>Pushes units apart that start at the same place, until they no longer overlap or nothing gets better.</summary>
    /// <param name="passes">How often to push at most.</param>
    public void Spread(int passes)
    {
        foreach (Plane plane in _planes)
        {
            Spread(plane, _rules.FootingOf(plane), passes);
        }
    }

    private void Move(Plane plane, Footing? footing)
    {
        bool walks = _crowd.Gather(_forces, plane);
        if (_crowd.Count == 0 || (!walks && !Collisions.Any(_crowd)))
        {
            return;
        }

        for (int place = 0; place < _crowd.Count; place++)
        {
            if (_crowd.Stances[place].Walks)
            {
                _steering.Step(place, footing);
            }
            else
            {
                _steering.Rest(place);
            }
        }

        bool pushed = Collisions.Resolve(_crowd);
        for (int place = 0; place < _crowd.Count; place++)
        {
            pushed |= KeepOnFooting(place, footing);
        }

        // Units that nothing pushed are where they wanted to be and touch none.
        if (pushed)
        {
            Collisions.TakeBack(_crowd);
        }

        for (int place = 0; place < _crowd.Count; place++)
        {
            _forces.Stalled[_crowd.Units[place]] = IsStalled(place);
        }

        _crowd.Scatter(_forces);
    }

    /// <summary>Whether a walker got less than half of its way.</summary>
    private bool IsStalled(int place)
    {
        (double dx, double dy) = (_crowd.X[place] - _crowd.StartX[place], _crowd.Y[place] - _crowd.StartY[place]);
        double speed = _forces.Decisions[_crowd.Units[place]].Speed;
        return 4 * ((dx * dx) + (dy * dy)) < speed * speed;
    }

    private void Spread(Plane plane, Footing? footing, int passes)
    {
        _crowd.Gather(_forces, plane);
        for (int pass = 0; pass < passes && Collisions.PushApart(_crowd); pass++)
        {
            for (int place = 0; place < _crowd.Count; place++)
            {
                KeepOnFooting(place, footing);
                (_crowd.StartX[place], _crowd.StartY[place]) = (_crowd.X[place], _crowd.Y[place]);
            }
        }

        _crowd.Scatter(_forces);
    }

    /// <summary>
    /// A unit whose centre would leave the cells that hold it moves along one axis alone, or not at all. What flies stays above the map.
    /// </summary>
    /// <returns>Whether it had to be held.</returns>
    private bool KeepOnFooting(int place, Footing? footing)
    {
        (double x, double y) = (_crowd.X[place], _crowd.Y[place]);
        if (footing is null)
        {
            (_crowd.X[place], _crowd.Y[place]) = (Math.Clamp(x, 0, Terrain.Side), Math.Clamp(y, 0, Terrain.Side));
            return _crowd.X[place] != x || _crowd.Y[place] != y;
        }

        if (footing.Holds(x, y))
        {
            return false;
        }

        (double startX, double startY) = (_crowd.StartX[place], _crowd.StartY[place]);
        (_crowd.X[place], _crowd.Y[place]) = footing.Holds(x, startY) ? (x, startY) : footing.Holds(startX, y) ? (startX, y) : (startX, startY);
        return true;
    }
}
