using Phalanx.Learning.Recording;

namespace Phalanx.Analysis.Replays;

/// <summary>What the agents of an episode chose at the steps at which they had a choice, and by how much they preferred the best action.</summary>
internal sealed class ChoiceCounts(RecordHeader header, RecordedEpisode episode)
{
    private readonly long[] _taken = new long[header.Agents * header.Actions];
    private readonly double[] _gaps = new double[header.Agents];
    private readonly long[] _choices = new long[header.Agents];

    /// <summary>The mean gap over all choices; null without any.</summary>
    public double? MeanGap => _choices.Sum() is > 0 and var all ? _gaps.Sum() / all : null;

    /// <summary>The mean gap of an agent; null without a choice.</summary>
    public double? GapOf(int agent) => _choices[agent] > 0 ? _gaps[agent] / _choices[agent] : null;

    /// <summary>The share of an agent's choices that were certain actions; null without a choice.</summary>
    public double? ShareOf(int agent, bool[] actions)
    {
        long[] taken = _taken[(agent * header.Actions)..((agent + 1) * header.Actions)];
        return taken.Sum() is > 0 and var all ? taken.Where((_, action) => actions[action]).Sum() / (double)all : null;
    }

    /// <summary>Goes through the episode.</summary>
    /// <param name="actions">Where to count how often each action was taken.</param>
    public void Count(long[] actions)
    {
        int[] taken = new int[header.Agents];
        bool[] available = new bool[header.Agents * header.Actions];
        float[] values = new float[episode.HasValues ? available.Length : 0];
        Array.Fill(available, true);
        for (int step = 0; step < episode.Steps; step++)
        {
            episode.ReadActions(step, taken);
            if (episode.HasAvailable)
            {
                episode.ReadAvailable(step, available);
            }

            if (episode.HasValues)
            {
                episode.ReadValues(step, values);
            }

            for (int agent = 0; agent < header.Agents; agent++)
            {
                int first = agent * header.Actions;
                if (available.AsSpan(first, header.Actions).Count(true) > 1)
                {
                    actions[taken[agent]]++;
                    _taken[first + taken[agent]]++;
                    AddGap(agent, episode.HasValues ? values.AsSpan(first, header.Actions) : []);
                }
            }
        }
    }

    private void AddGap(int agent, ReadOnlySpan<float> values)
    {
        (float best, float second) = (float.NegativeInfinity, float.NegativeInfinity);
        foreach (float value in values)
        {
            if (value > best)
            {
                (best, second) = (value, best);
            }
            else if (value > second)
            {
                second = value;
            }
        }

        if (float.IsFinite(best) && float.IsFinite(second))
        {
            _gaps[agent] += (double)best - second;
            _choices[agent]++;
        }
    }
}
