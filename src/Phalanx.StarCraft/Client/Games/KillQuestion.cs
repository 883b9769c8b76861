using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>Asks for an end of all units that are alive, upon which the map begins another battle.</summary>
/// <param name="view">Which are alive.</param>
/// <param name="units">Which units of the game they are.</param>
internal sealed class KillQuestion(SmacView view, BattleUnits units) : IGameQuestion
{
    private const int LongestTag = 11;

    public int LongestMessage => 32 + (view.Rules.Units * LongestTag);

    public int Write(Span<byte> message, uint id)
    {
        int tags = 0;
        for (int unit = 0; unit < view.Units.Length; unit++)
        {
            tags += view.Units[unit].IsAlive ? 1 + WireWriter.SizeOf(units.Tags[unit]) : 0;
        }

        int command = 1 + WireWriter.SizeOf((ulong)tags) + tags;
        var writer = new WireWriter(message);
        writer.Block(Request.DebugFieldNumber, 1 + WireWriter.SizeOf((ulong)command) + command);
        writer.Block(RequestDebug.DebugFieldNumber, command);
        writer.Block(DebugCommand.KillUnitFieldNumber, tags);
        for (int unit = 0; unit < view.Units.Length; unit++)
        {
            if (view.Units[unit].IsAlive)
            {
                writer.Varint(DebugKillUnit.TagFieldNumber, units.Tags[unit]);
            }
        }

        writer.Varint(Request.IdFieldNumber, id);
        return writer.Length;
    }
}
