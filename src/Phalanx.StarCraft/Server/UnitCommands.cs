using Google.Protobuf.Collections;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;
using Order = Phalanx.Environments.Battles.UnitOrder;
using Target = Phalanx.StarCraft.Protocol.ActionRawUnitCommand.TargetOneofCase;

namespace Phalanx.StarCraft.Server;

/// <summary>Tells units of the team what clients tell them: to stop, to walk to a point, to attack a unit, to heal one.</summary>
internal static class UnitCommands
{
    // The client knows places in single precision. What it adds to a place is less wrong than this, and is added to the exact place: so a unit that is told to
    // walk 2 cells walks 2 cells, and battles go as those of battle/<map>, bit for bit.
    private const int DecimalsOfWays = 5;

    /// <summary>Does what an action says, for every unit that it names. Units that cannot do it go on as before.</summary>
    /// <param name="action">The action.</param>
    /// <param name="field">The units.</param>
    /// <param name="errors">Where to add what failed, and of which unit.</param>
    /// <returns>The worst that happened.</returns>
    public static ActionResult Take(Protocol.Action action, Battlefield field, RepeatedField<ActionError> errors)
    {
        if (action.ActionRaw?.ActionCase != ActionRaw.ActionOneofCase.UnitCommand)
        {
            return ActionResult.NotSupported;
        }

        ActionRawUnitCommand command = action.ActionRaw.UnitCommand;
        ActionResult worst = command.UnitTags.Count > 0 ? ActionResult.Success : ActionResult.Error;
        for (int each = 0; each < command.UnitTags.Count; each++)
        {
            ulong tag = command.UnitTags[each];
            ActionResult result = Take(command, field, field.Find(tag));
            if (result != ActionResult.Success)
            {
                errors.Add(new ActionError { UnitTag = tag, AbilityId = (ulong)command.AbilityId, Result = result });
                worst = result;
            }
        }

        return worst;
    }

    private static ActionResult Take(ActionRawUnitCommand command, Battlefield field, int unit)
    {
        Forces forces = field.Forces;
        if (unit < 0 || !forces.IsAlly(unit))
        {
            return ActionResult.Error;
        }

        if (command.QueueCommand)
        {
            return ActionResult.NotSupported;
        }

        return (command.AbilityId, command.TargetCase) switch
        {
            (Abilities.Stop, Target.None) => Give(forces, unit, Order.Stop),
            (Abilities.Move, Target.TargetWorldSpacePos) => Move(forces, unit, command.TargetWorldSpacePos),
            (Abilities.Attack, Target.TargetUnitTag) when !forces.Types[unit].IsHealer => Attack(forces, unit, field.Find(command.TargetUnitTag)),
            (Abilities.Heal, Target.TargetUnitTag) when forces.Types[unit].IsHealer => Heal(forces, unit, field.Find(command.TargetUnitTag)),
            _ => ActionResult.NotSupported,
        };
    }

    private static ActionResult Give(Forces forces, int unit, Order order)
    {
        forces.Orders[unit] = order;
        return ActionResult.Success;
    }

    private static ActionResult Move(Forces forces, int unit, Point2D point) => IsNearMap(point.X) && IsNearMap(point.Y)
        ? Give(forces, unit, Order.MoveTo(Goal(forces.X[unit], point.X), Goal(forces.Y[unit], point.Y)))
        : ActionResult.Error;

    private static double Goal(double from, float to) => from + Math.Round((double)to - (float)from, DecimalsOfWays);

    /// <summary>Whether a place is on the map or at most its own size beside it; not a number is not.</summary>
    private static bool IsNearMap(float place) => place is >= -Terrain.Side and <= 2 * Terrain.Side;

    private static ActionResult Attack(Forces forces, int unit, int target) => target < 0 ? ActionResult.Error
        : forces.IsAlly(target) ? ActionResult.CantTargetThatUnit
        : Give(forces, unit, Order.Attack(target));

    private static ActionResult Heal(Forces forces, int unit, int target) => target < 0 ? ActionResult.Error
        : !forces.IsAlly(target) || target == unit || forces.Types[target].IsHealer ? ActionResult.CantTargetThatUnit
        : Give(forces, unit, Order.Heal(target));
}
