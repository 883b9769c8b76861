using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>Asks the game to go on by some loops.</summary>
/// <param name="loops">How many.</param>
internal sealed class StepQuestion(int loops) : IGameQuestion
{
    public int LongestMessage => 24;

    public int Write(Span<byte> message, uint id)
    {
        var writer = new WireWriter(message);
        writer.Block(Request.StepFieldNumber, 1 + WireWriter.SizeOf((ulong)loops));
        writer.Varint(RequestStep.CountFieldNumber, (ulong)loops);
        writer.Varint(Request.IdFieldNumber, id);
        return writer.Length;
    }
}

/// <summary>Asks the game what there is to be seen.</summary>
internal sealed class ObservationQuestion : IGameQuestion
{
    public int LongestMessage => 16;

    public int Write(Span<byte> message, uint id)
    {
        var writer = new WireWriter(message);
        writer.Block(Request.ObservationFieldNumber, 0);
        writer.Varint(Request.IdFieldNumber, id);
        return writer.Length;
    }
}
