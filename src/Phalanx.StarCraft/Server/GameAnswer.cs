using Google.Protobuf;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// An answer as it is sent: what was written ahead, if anything was, and then a message with the rest. Fields are in the order of their numbers, so that both
/// together are the bytes of one message.
/// </summary>
/// <param name="Ahead">What was written before it was asked for.</param>
/// <param name="Rest">What was not known then.</param>
internal readonly record struct GameAnswer(ReadOnlyMemory<byte> Ahead, Response Rest)
{
    /// <summary>An answer of which nothing was written ahead.</summary>
    public static implicit operator GameAnswer(Response whole) => new(default, whole);

    /// <summary>How many bytes it has.</summary>
    public int Measure() => Ahead.Length + Rest.CalculateSize();

    /// <summary>Writes it.</summary>
    /// <param name="room">As many bytes as it has.</param>
    public void WriteTo(Span<byte> room)
    {
        Ahead.Span.CopyTo(room);
        Rest.WriteTo(room[Ahead.Length..]);
    }
}
