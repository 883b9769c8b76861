using System.Numerics;
using System.Runtime.InteropServices;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// Finds out, as an episode of a single step is added to a replay, whether one that is held is equal to it. Such games have few different episodes, and
/// a batch that knows them learns from each once. The latest episode of every content is known, by a fingerprint of what is stored.
/// </summary>
internal sealed class EqualEpisodes
{
    private readonly Dictionary<ulong, (long Number, long Kind)> _latest = [];

    /// <summary>
    /// What an episode has in common with those that are equal to it, and with no others: the number of the first of them. Longer episodes are hardly ever
    /// equal, and have their own numbers.
    /// </summary>
    /// <param name="episode">The episode, which is in the replay already.</param>
    /// <param name="replay">The replay.</param>
    public long Enter(in StoredEpisode episode, EpisodeReplay replay)
    {
        if (episode.Length > 1)
        {
            return episode.Number;
        }

        // A content whose latest episode is gone is not held at all.
        ref (long Number, long Kind) latest = ref CollectionsMarshal.GetValueRefOrAddDefault(_latest, Fingerprint(episode), out bool known);
        bool equal = known && episode.EqualsIn(replay[(int)(latest.Number - replay.OldestEpisode)]);
        latest = (episode.Number, equal ? latest.Kind : episode.Number);
        return latest.Kind;
    }

    /// <summary>Forgets an episode that is about to leave the replay.</summary>
    public void Leave(in StoredEpisode episode)
    {
        if (episode.Length > 1)
        {
            return;
        }

        ulong fingerprint = Fingerprint(episode);
        if (_latest.TryGetValue(fingerprint, out (long Number, long Kind) latest) && latest.Number == episode.Number)
        {
            _latest.Remove(fingerprint);
        }
    }

    private static ulong Fingerprint(in StoredEpisode episode)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        ulong mixed = episode.Terminated ? 1UL : 0;
        for (int i = 0; i < episode.Fields.Count; i++) // an enumerator of an interface would be allocated
        {
            StoredField field = episode.Fields[i];
            for (int slot = 0; slot < episode.SlotsThatCount(field); slot++)
            {
                foreach (byte stored in episode.ContiguousSlots(field, slot, 1))
                {
                    mixed = BitOperations.RotateLeft((mixed ^ stored) * Odd, 29);
                }
            }
        }

        return mixed;
    }
}
