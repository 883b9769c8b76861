using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>One battle. It knows nothing of observations and rewards: units are told what to do, and time goes on.</summary>
internal sealed class BattleWorld
{
    private static readonly StreamPurpose Draws = StreamPurpose.Named("battle");

    // More than any crowd that a map or a lineup starts at one point needs to part.
    private const int SpreadPasses = 400;

    // SMACv2's map looks for idle enemies every half second.
    private const int TicksBetweenChases = 8;

    private readonly BattleRules _rules;
    private readonly CallsForHelp _calls;
    private readonly Tactics _tactics;
    private readonly Movement _movement;
    private readonly Combat _combat;
    private readonly StartingOrder _start;
    private readonly SmaxEnemy? _smax;
    private RandomStream _random;
    private int _ticks;

    public BattleWorld(BattleRules rules)
    {
        _rules = rules;
        Forces = new Forces(rules.Plan.Lineup.Allies, rules.Plan.Lineup.Enemies);
        _calls = new CallsForHelp(rules, Forces);
        _tactics = new Tactics(rules, Forces, _calls);
        _movement = new Movement(rules, Forces);
        _combat = new Combat(rules, Forces, _calls, Events);
        _start = new StartingOrder(rules.Plan.IdOrder, Forces);
        _smax = rules.Script == EnemyScript.Smax ? new SmaxEnemy(rules, Forces) : null;
    }

    /// <summary>All units.</summary>
    public Forces Forces { get; }

    /// <summary>What happened in the last step, where pictures are asked for.</summary>
    public EventLog Events { get; } = new();

    /// <summary>Draws of the episode that are for its view, so that what agents see never changes what happens.</summary>
    public static RandomStream DrawsOfView(ulong seed) => new(seed, Draws, 1);

    /// <summary>Begins a battle: who fights, where, and what the enemy is told.</summary>
    public void Begin(ulong seed)
    {
        Events.Clear();
        _random = new RandomStream(seed, Draws, 0);
        _rules.Plan.Lineup.Deploy(ref _random, new Deployment(Forces.Types, Forces.X, Forces.Y));
        Scatter();
        Forces.Begin();
        _movement.Begin();
        _tactics.Begin();
        _calls.Begin();
        _movement.Spread(SpreadPasses);

        // Ids follow from places, and what units have from who gets which id.
        _start.Sort();
        Forces.Begin();
        OrderEnemies();
        _smax?.Begin();
        _ticks = 0;
    }

    /// <summary>Lets the time of one step go by. Orders stay as they are until others replace them.</summary>
    public void Step() => Advance(_rules.TicksPerStep);

    /// <summary>
    /// Lets some ticks go by as a step. In profile sc2 it makes no difference to anyone into how many steps time is divided: only the first tick of a step ends
    /// orders on the dead before enemies who are idle are looked for, and they are looked for once in 8 ticks.
    /// </summary>
    /// <param name="ticks">How many.</param>
    public void Advance(int ticks)
    {
        Events.Clear();
        _tactics.EndOrdersOnTheDead();
        _smax?.Order(ref _random);
        for (int tick = 0; tick < ticks; tick++)
        {
            Tick();
        }
    }

    private void Tick()
    {
        if (_rules.IdleChase && _smax is null && _ticks++ % TicksBetweenChases == 0)
        {
            ChaseWhenIdle();
        }

        _tactics.Decide();
        _movement.Move();
        EndMoves();
        Timers.Advance(Forces);
        _calls.Advance();
        _combat.Act(ref _random);
    }

    /// <summary>Moves units from their places by the noise of the start, where the ground holds them.</summary>
    private void Scatter()
    {
        double noise = _rules.StartNoise;
        for (int unit = 0; noise > 0 && unit < Forces.Count; unit++)
        {
            double x = Forces.X[unit] + _random.NextUniform(-noise, noise);
            double y = Forces.Y[unit] + _random.NextUniform(-noise, noise);
            UnitType type = Forces.Types[unit];
            if (type.Speed > 0 && _rules.FootingOf(type.Plane)?.Holds(x, y) != false)
            {
                (Forces.X[unit], Forces.Y[unit]) = (x, y);
            }
        }
    }

    private void OrderEnemies()
    {
        UnitOrder order = _rules.Plan.Order switch
        {
            EnemyOrder.AttackMove move => AttackMove(move),
            EnemyOrder.Chase => UnitOrder.Chase,
            _ => UnitOrder.Hold,
        };
        Forces.Orders.AsSpan(Forces.Allies).Fill(order);
    }

    private UnitOrder AttackMove(EnemyOrder.AttackMove move)
    {
        double share = move.FromX == move.ToX && move.FromY == move.ToY ? 0 : _random.NextDouble();
        return UnitOrder.AttackMove(move.FromX + (share * (move.ToX - move.FromX)), move.FromY + (share * (move.ToY - move.FromY)));
    }

    /// <summary>
    /// Sends every enemy that has nothing to do against the agent that is nearest to it now, of those that it can hit. Those that can hit none go
    /// along, and healers heal on the way.
    /// </summary>
    private void ChaseWhenIdle()
    {
        for (int unit = Forces.Allies; unit < Forces.Count; unit++)
        {
            if (Forces.IsAlive(unit) && IsIdle(unit))
            {
                int agent = Forces.NearestTarget(unit);
                Forces.Orders[unit] = agent >= 0 ? UnitOrder.Attack(agent) : UnitOrder.Chase;
            }
        }
    }

    /// <summary>Whether a unit stands where it was told to, without a target.</summary>
    private bool IsIdle(int unit) => Forces.Targets[unit] < 0
        && (Forces.Orders[unit].Kind is OrderKind.Stop or OrderKind.Hold || (Forces.Orders[unit].Kind == OrderKind.AttackMove && Forces.Arrived[unit]));

    /// <summary>A unit that has come to the point of its move order is idle again.</summary>
    private void EndMoves()
    {
        for (int unit = 0; _rules.StopsAtPoints && unit < Forces.Allies; unit++)
        {
            UnitOrder order = Forces.Orders[unit];
            if (order.Kind == OrderKind.Move && Forces.X[unit] == order.X && Forces.Y[unit] == order.Y)
            {
                Forces.Orders[unit] = UnitOrder.Stop;
            }
        }
    }
}
