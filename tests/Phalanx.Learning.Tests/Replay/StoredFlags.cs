using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Tests.Replay;

/// <summary>Flags as an environment wrote them, for what takes those.</summary>
internal static class StoredFlags
{
    public static void ReadFlags(this StoredEpisode episode, FlagField field, int first, Span<bool> flags)
    {
        float[] factors = new float[flags.Length];
        episode.Read(field, first, factors);
        for (int i = 0; i < factors.Length; i++)
        {
            flags[i] = factors[i] == 1;
        }
    }
}
