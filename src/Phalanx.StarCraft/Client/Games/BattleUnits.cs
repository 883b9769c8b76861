using System.Globalization;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>Which unit of the game is which of the view: found by types and places when a battle begins, by tags after that (battles.md, 7.4).</summary>
/// <param name="plan">The battle.</param>
internal sealed class BattleUnits(BattlePlan plan)
{
    // Player 1 is the team, player 2 the enemy; others own what lies around.
    private const int Team = 1;
    private const int Enemy = 2;

    private readonly int _allies = plan.Scenario.Allies;
    private readonly int _enemies = plan.Scenario.Enemies;
    private readonly uint[] _enemyNumbers = [.. plan.EnemyTypes.Select(UnitNumbers.OfStock)];
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly ulong[] _tags = new ulong[plan.Scenario.Allies + plan.Scenario.Enemies];
    private readonly SmacUnit[] _traits = new SmacUnit[plan.Scenario.Allies + plan.Scenario.Enemies];
    private readonly bool[] _seen = new bool[plan.Scenario.Allies + plan.Scenario.Enemies];
    private readonly int[] _places = new int[plan.Scenario.Allies]; // of the team's units among all that are seen
    private readonly int[] _ranks = new int[plan.Scenario.Allies];
    private readonly int[] _unitOfId = new int[plan.Scenario.Allies];
    private readonly double[] _x = new double[plan.Scenario.Allies];
    private readonly double[] _y = new double[plan.Scenario.Allies];

    /// <summary>The tag of each unit, in the order of the view.</summary>
    public ReadOnlySpan<ulong> Tags => _tags;

    /// <summary>Begins a battle of the view with the units that the game has, if these are all.</summary>
    /// <returns>Whether they are; the game may take some loops to place them.</returns>
    /// <exception cref="GameFaultException">They are units of another battle.</exception>
    public bool TryBegin(SeenUnits seen, SmacView view)
    {
        if (seen.CountOf(Team) != _allies || seen.CountOf(Enemy) != _enemies)
        {
            return false;
        }

        _numbers.Clear();
        PlaceTeam(seen.All);
        for (int agent = 0; agent < _allies; agent++)
        {
            int unit = _unitOfId[agent];
            Add(agent, plan.IdOrder[_ranks[unit]], seen.All[_places[unit]], ally: true, view);
        }

        int next = _allies;
        foreach (ref readonly ObservedUnit unit in seen.All)
        {
            if (unit.Owner == Enemy)
            {
                Add(next++, EnemyTypeOf(unit.Type), unit, ally: false, view);
            }
        }

        view.Begin(_traits);
        view.Refresh();
        return true;
    }

    /// <summary>Tells the view how its units are now. A unit that the game does not send any more is dead, and lies where it was seen last.</summary>
    public void Update(SeenUnits seen, SmacView view)
    {
        Array.Clear(_seen);
        foreach (ref readonly ObservedUnit unit in seen.All)
        {
            if (_numbers.TryGetValue(unit.Tag, out int number))
            {
                _seen[number] = true;
                Write(unit, ref view.Units[number]);
            }
        }

        for (int number = 0; number < _seen.Length; number++)
        {
            if (!_seen[number])
            {
                view.Units[number].Health = 0;
            }
        }
    }

    private static void Write(in ObservedUnit unit, ref UnitSnapshot snapshot) => snapshot = new UnitSnapshot
    {
        X = unit.X,
        Y = unit.Y,
        Health = unit.Health,
        Shield = unit.Shield,
        Energy = unit.Energy,
        Cooldown = unit.Cooldown,
    };

    /// <summary>Finds the units of the team in the order of their ids.</summary>
    private void PlaceTeam(ReadOnlySpan<ObservedUnit> all)
    {
        uint first = uint.MaxValue;
        int count = 0;
        for (int place = 0; place < all.Length; place++)
        {
            if (all[place].Owner == Team)
            {
                first = Math.Min(first, all[place].Type);
                (_places[count], _x[count], _y[count]) = (place, all[place].X, all[place].Y);
                count++;
            }
        }

        for (int unit = 0; unit < count; unit++)
        {
            uint rank = all[_places[unit]].Type - first;
            _ranks[unit] = rank < plan.IdOrder.Count ? (int)rank : throw OtherBattle("the team", all[_places[unit]].Type);
        }

        AgentIds.Assign(_unitOfId, _ranks, _x, _y);
    }

    private UnitType EnemyTypeOf(uint number)
    {
        int type = Array.IndexOf(_enemyNumbers, number);
        return type >= 0 ? plan.EnemyTypes[type] : throw OtherBattle("the enemy", number);
    }

    private static GameFaultException OtherBattle(string side, uint type) =>
        new(string.Create(CultureInfo.InvariantCulture, $"plays another battle: {side} has a unit of type {type}"));

    private void Add(int number, UnitType type, in ObservedUnit unit, bool ally, SmacView view)
    {
        SmacUnit traits = plan.TraitsOf(type, ally);
        _traits[number] = unit.HealthMax > 0 ? traits with { HealthMax = unit.HealthMax } : traits;
        _tags[number] = unit.Tag;
        _numbers[unit.Tag] = number;
        Write(unit, ref view.Units[number]);
    }
}
