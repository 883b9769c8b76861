using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>The commands of a step, one for each agent that does something, as one question.</summary>
/// <param name="view">What the agents do.</param>
/// <param name="units">Which units they are.</param>
internal sealed class ActionQuestion(SmacView view, BattleUnits units) : IGameQuestion
{
    // Before the commands: the question's field and its length.
    private const int Head = 6;

    // Of a command: three messages inside each other, then ability, target, tag and queue. Each inner message is shorter than 128 bytes, so that its length is a byte.
    private const int LongestCommand = 64;

    public int LongestMessage => Head + (view.Rules.Allies * LongestCommand) + 8;

    public int Write(Span<byte> message, uint id)
    {
        // The length of all commands stands before them, so they are written where they will lie when it takes its most bytes, and are moved up then.
        Span<byte> commands = message[Head..];
        int length = 0;
        for (int agent = 0; agent < view.Rules.Allies; agent++)
        {
            AgentOrder order = view.OrderOf(agent);
            if (order.Kind != AgentOrderKind.None)
            {
                length += WriteCommand(commands[length..], order, units.Tags[agent]);
            }
        }

        var head = new WireWriter(message);
        head.Block(Request.ActionFieldNumber, length);
        commands[..length].CopyTo(message[head.Length..]);
        int end = head.Length + length;
        var tail = new WireWriter(message[end..]);
        tail.Varint(Request.IdFieldNumber, id);
        return end + tail.Length;
    }

    private static int WriteTarget(Span<byte> target, AgentOrder order, ReadOnlySpan<ulong> tags, int allies)
    {
        var writer = new WireWriter(target);
        switch (order.Kind)
        {
            case AgentOrderKind.Move:
                writer.Block(ActionRawUnitCommand.TargetWorldSpacePosFieldNumber, 2 * (1 + sizeof(float)));
                writer.Single(Point2D.XFieldNumber, (float)order.X);
                writer.Single(Point2D.YFieldNumber, (float)order.Y);
                break;
            case AgentOrderKind.Attack:
                writer.Varint(ActionRawUnitCommand.TargetUnitTagFieldNumber, tags[allies + order.Target]);
                break;
            case AgentOrderKind.Heal:
                writer.Varint(ActionRawUnitCommand.TargetUnitTagFieldNumber, tags[order.Target]);
                break;
        }

        return writer.Length;
    }

    private int WriteCommand(Span<byte> command, AgentOrder order, ulong tag)
    {
        int ability = order.Kind switch
        {
            AgentOrderKind.Move => Abilities.Move,
            AgentOrderKind.Attack => Abilities.Attack,
            AgentOrderKind.Heal => Abilities.Heal,
            _ => Abilities.Stop,
        };
        Span<byte> body = stackalloc byte[LongestCommand];
        var writer = new WireWriter(body);
        writer.Varint(ActionRawUnitCommand.AbilityIdFieldNumber, (ulong)ability);
        int length = writer.Length + WriteTarget(body[writer.Length..], order, units.Tags, view.Rules.Allies);
        writer = new WireWriter(body[length..]);
        writer.Varint(ActionRawUnitCommand.UnitTagsFieldNumber, tag);
        writer.Varint(ActionRawUnitCommand.QueueCommandFieldNumber, 0);
        length += writer.Length;

        writer = new WireWriter(command);
        writer.Block(RequestAction.ActionsFieldNumber, length + 4);
        writer.Block(Protocol.Action.ActionRawFieldNumber, length + 2);
        writer.Block(ActionRaw.UnitCommandFieldNumber, length);
        body[..length].CopyTo(command[writer.Length..]);
        return writer.Length + length;
    }
}
