using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;
using SentOrder = Phalanx.StarCraft.Protocol.UnitOrder;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// A unit as clients see it. What the game hides of the enemy is hidden here, too: its orders, its energy, and how soon it can shoot.
/// </summary>
internal sealed class SeenUnit
{
    // Heights are bytes that stand for -100 to 100; what flies is this much above the ground.
    private const double LowestGround = -100;
    private const double GroundRange = 200;
    private const double Flight = 3.75;

    private readonly Unit _unit;
    private readonly Point _place = new();
    private readonly Point _goal = new();
    private readonly SentOrder _order = new();
    private readonly Terrain _terrain;
    private readonly bool _own;

    /// <param name="field">All units.</param>
    /// <param name="unit">Which it is.</param>
    /// <param name="number">The number of its type.</param>
    /// <param name="terrain">The ground.</param>
    public SeenUnit(Battlefield field, int unit, uint number, Terrain terrain)
    {
        UnitType type = field.Forces.Types[unit];
        _terrain = terrain;
        _own = field.Forces.IsAlly(unit);
        _unit = new Unit
        {
            DisplayType = DisplayType.Visible,
            Alliance = _own ? Alliance.Self : Alliance.Enemy,
            Tag = field.TagOf(unit),
            UnitType = number,
            Owner = _own ? DebugCommands.TeamPlayer : DebugCommands.EnemyPlayer,
            Pos = _place,
            Radius = (float)type.Radius,
            BuildProgress = 1,
            Cloak = CloakState.NotCloaked,
            HealthMax = (float)type.Health,
            IsFlying = type.Plane == Plane.Air,
        };
        if (type.Shield > 0)
        {
            _unit.ShieldMax = (float)type.Shield;
        }

        if (_own && type.Healing is { } healing)
        {
            _unit.EnergyMax = (float)healing.EnergyMax;
        }
    }

    /// <summary>Writes how it is now.</summary>
    /// <param name="field">All units.</param>
    /// <param name="unit">Which it is.</param>
    public Unit Write(Battlefield field, int unit)
    {
        Forces forces = field.Forces;
        (double x, double y) = (forces.X[unit], forces.Y[unit]);
        (_place.X, _place.Y, _place.Z) = ((float)x, (float)y, (float)(HeightAt(x, y) + (_unit.IsFlying ? Flight : 0)));
        _unit.Health = (float)forces.Health[unit];
        if (_unit.HasShieldMax)
        {
            _unit.Shield = (float)forces.Shield[unit];
        }

        _unit.Facing = (float)field.FacingOf(unit);
        if (_own)
        {
            WriteOwn(field, unit);
        }

        return _unit;
    }

    private void WriteOwn(Battlefield field, int unit)
    {
        Forces forces = field.Forces;
        _unit.WeaponCooldown = (float)Math.Max(0, forces.Cooldown[unit]);
        if (_unit.HasEnergyMax)
        {
            _unit.Energy = (float)forces.Energy[unit];
        }

        _unit.Orders.Clear();
        if (TellOrder(field, forces.Orders[unit]))
        {
            _unit.Orders.Add(_order);
        }

        if (forces.Targets[unit] is >= 0 and int target && forces.IsAlive(target))
        {
            _unit.EngagedTargetTag = field.TagOf(target);
        }
        else
        {
            _unit.ClearEngagedTargetTag();
        }
    }

    private bool TellOrder(Battlefield field, Environments.Battles.UnitOrder order)
    {
        switch (order.Kind)
        {
            case OrderKind.Move:
                (_goal.X, _goal.Y, _goal.Z) = ((float)order.X, (float)order.Y, (float)HeightAt(order.X, order.Y));
                (_order.AbilityId, _order.TargetWorldSpacePos) = (Abilities.Move, _goal);
                return true;
            case OrderKind.Attack or OrderKind.Heal when field.Forces.IsAlive(order.Target):
                _order.AbilityId = order.Kind == OrderKind.Heal ? (uint)Abilities.Heal : Abilities.Attack;

                // A choice of fields keeps its value as an object: the same tag is not made one again in every step.
                if (!_order.HasTargetUnitTag || _order.TargetUnitTag != field.TagOf(order.Target))
                {
                    _order.TargetUnitTag = field.TagOf(order.Target);
                }

                return true;
            default:
                return false;
        }
    }

    private double HeightAt(double x, double y)
    {
        int cell = (Math.Clamp((int)y, 0, Terrain.Side - 1) * Terrain.Side) + Math.Clamp((int)x, 0, Terrain.Side - 1);
        return LowestGround + (GroundRange * _terrain.Heights[cell]);
    }
}
