using Phalanx.Environments.Battles;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.Testing;

/// <summary>
/// A battle that is fought simply: units walk in straight lines, hit at any time what they are told to or what is near, and never miss. It is fast, and alike
/// in no number to the simulator, so that nothing in a client can take one for the other.
/// </summary>
internal sealed class ScriptedWorld
{
    private const float Speed = 0.14f;
    private const float Reach = 6;
    private const float Damage = 0.4f;

    private readonly BattlePlan _plan;
    private readonly uint _firstType;
    private readonly List<Fighter> _fighters = [];
    private ulong _nextTag = 0x1_0000_0000;
    private RandomStream _random = new(1, StreamPurpose.Named("scripted world"), 0);
    private int _hidden;

    public ScriptedWorld(BattlePlan plan, uint firstType, int hiddenLoops)
    {
        (_plan, _firstType, _hidden) = (plan, firstType, hiddenLoops);
        Spawn();
    }

    public uint Loop { get; private set; }

    /// <summary>How many battles have begun.</summary>
    public int Battles { get; private set; }

    /// <summary>The units that are alive and placed. While units are hidden, every other one is.</summary>
    public IEnumerable<Fighter> Visible => _fighters.Where((fighter, place) => fighter.Health > 0 && (_hidden == 0 || place % 2 == 0));

    public void Order(ulong tag, Action<Fighter> order)
    {
        if (_fighters.Find(fighter => fighter.Tag == tag && fighter.Owner == 1) is { } found)
        {
            order(found);
        }
    }

    public void Kill(ulong tag) => _fighters.RemoveAll(fighter => fighter.Tag == tag);

    public void Restart()
    {
        Loop = 0;
        _fighters.Clear();
        Spawn();
    }

    public void Step(uint loops)
    {
        for (uint loop = 0; loop < loops; loop++)
        {
            Loop++;
            _hidden = Math.Max(0, _hidden - 1);
            if (_fighters.Count == 0)
            {
                Spawn();
                continue;
            }

            foreach (Fighter fighter in _fighters)
            {
                fighter.Cooldown = fighter.Cooldown > 0 ? fighter.Cooldown - 1 : 14;
                Act(fighter);
            }

            _fighters.RemoveAll(fighter => fighter.Health <= 0);
        }
    }

    private void Spawn()
    {
        Battles++;
        int count = _plan.Lineup.Allies + _plan.Lineup.Enemies;
        (UnitType[] types, double[] x, double[] y) = (new UnitType[count], new double[count], new double[count]);
        _plan.Lineup.Deploy(ref _random, new Deployment(types, x, y));
        for (int unit = 0; unit < count; unit++)
        {
            bool ally = unit < _plan.Lineup.Allies;
            _fighters.Add(new Fighter
            {
                Tag = _nextTag++,
                Owner = ally ? 1 : 2,
                Type = ally ? UnitNumbers.OfAlly(types[unit], _plan, _firstType) : UnitNumbers.OfStock(types[unit]),
                X = (float)x[unit],
                Y = (float)y[unit],
                Health = (float)types[unit].Health,
                HealthMax = (float)types[unit].Health,
                Shield = (float)types[unit].Shield,
                Energy = types[unit].IsHealer ? 50 : 0,
            });
        }
    }

    private void Act(Fighter fighter)
    {
        Fighter? target = fighter.Owner == 1 ? _fighters.Find(other => other.Tag == fighter.Target) : Nearest(fighter);
        if (target is not null && Distance(fighter, target.X, target.Y) <= Reach)
        {
            float sign = target.Owner == fighter.Owner ? -1 : 1;
            target.Health = Math.Min(target.HealthMax, target.Health - (sign * Damage));
        }
        else if (target is not null)
        {
            Walk(fighter, target.X, target.Y);
        }
        else if (fighter.Way is var (x, y))
        {
            Walk(fighter, x, y);
        }
    }

    private Fighter? Nearest(Fighter fighter) => _fighters.Where(other => other.Owner == 1).MinBy(other => Distance(fighter, other.X, other.Y));

    private static float Distance(Fighter fighter, float x, float y) => MathF.Sqrt(((fighter.X - x) * (fighter.X - x)) + ((fighter.Y - y) * (fighter.Y - y)));

    private static void Walk(Fighter fighter, float x, float y)
    {
        float way = Distance(fighter, x, y);
        float part = way <= Speed ? 1 : Speed / way;
        fighter.X = Math.Clamp(fighter.X + (part * (x - fighter.X)), 0, 31.9f);
        fighter.Y = Math.Clamp(fighter.Y + (part * (y - fighter.Y)), 0, 31.9f);
    }
}

/// <summary>A unit of a scripted world.</summary>
internal sealed class Fighter
{
    public ulong Tag { get; init; }

    public int Owner { get; init; }

    public uint Type { get; init; }

    public float X { get; set; }

    public float Y { get; set; }

    public float Health { get; set; }

    public float HealthMax { get; init; }

    public float Shield { get; init; }

    public float Energy { get; init; }

    public float Cooldown { get; set; }

    public ulong Target { get; set; }

    public (float X, float Y)? Way { get; set; }
}
