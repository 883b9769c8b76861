using System.Runtime.InteropServices;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Rounds;

/// <summary>The acting weights of a version, as they came to a machine that plays.</summary>
/// <param name="version">Their version.</param>
/// <param name="values">The numbers.</param>
internal sealed class PlayerWeights(long version, float[] values)
{
    /// <summary>Their version, as the trainer counts them.</summary>
    public long Version => version;

    /// <summary>The numbers.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>Reads the weights that come with work, and asks for the rest of them.</summary>
    /// <returns>The weights; null where they came damaged or are not the trainer's any more, so that they are to be asked for again.</returns>
    /// <exception cref="HubUnreachableException">The trainer did not answer.</exception>
    public static async Task<PlayerWeights?> Read(RoundWork work, HubLink link)
    {
        float[] values = new float[work.WeightsBytes / sizeof(float)];
        int received = 0;
        for (Payload? part = work.Weights; part is not null; part = await link.Rounds(rounds => rounds.Weights(work.WeightsVersion, received)).ConfigureAwait(false))
        {
            Span<byte> rest = MemoryMarshal.AsBytes(values.AsSpan())[received..];
            int length = part.Bytes.Length;
            bool fits = length <= rest.Length;
            if (fits)
            {
                part.Bytes.Span.CopyTo(rest);
            }

            part.Return();
            received += length;
            if (!fits || received == work.WeightsBytes)
            {
                break;
            }
        }

        return received == work.WeightsBytes && Checksum.Of(MemoryMarshal.AsBytes(values.AsSpan())) == work.WeightsChecksum
            ? new PlayerWeights(work.WeightsVersion, values)
            : null;
    }
}
