using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;

namespace Phalanx.Learning.Recording;

/// <summary>What a record takes from the slots of an episode.</summary>
internal sealed class RecordedSlots
{
    private readonly EpisodeLayout _layout;
    private readonly StoredEpisode _episode;

    public RecordedSlots(EpisodeWriter written)
    {
        _layout = written.Layout;
        var replay = new EpisodeReplay(_layout, capacity: 1);
        replay.Add(written);
        _episode = replay[0];
    }

    /// <summary>[steps x agents x observation], before each step.</summary>
    public float[] Observations()
    {
        float[] observations = new float[_episode.Length * _layout.Agents * _layout.ObservationSize];
        _episode.Read(SlotFields.Observations, 0, observations);
        return observations;
    }

    /// <summary>[slots x agents x entities]: which there are and are not hidden. Empty where there are no entities.</summary>
    public bool[] Seen()
    {
        if (_layout.Entities is not { } entities)
        {
            return [];
        }

        int slots = _episode.Length + 1;
        float[] hidden = new float[slots * _layout.Agents * entities.Count];
        float[] absent = new float[slots * entities.Count];
        _episode.Read(SlotFields.HiddenEntities, 0, hidden);
        _episode.Read(SlotFields.AbsentEntities, 0, absent);
        bool[] seen = new bool[hidden.Length];
        for (int index = 0; index < seen.Length; index++)
        {
            int slot = index / (_layout.Agents * entities.Count);
            seen[index] = hidden[index] == 0 && absent[(slot * entities.Count) + (index % entities.Count)] == 0;
        }

        return seen;
    }
}
