using Phalanx.Foundation;

namespace Phalanx.Learning.Replay;

// Samples the episodes to learn from. A sample depends on the seed, the training step and the episodes held, and on nothing else.
public sealed partial class EpisodeReplay
{
    private static readonly StreamPurpose s_purpose = StreamPurpose.Named("replay");

    /// <summary>Draws distinct episodes, all sets and all orders equally likely.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="trainingStep">Which training step they are for.</param>
    /// <param name="episodes">Where to write them; its length says how many, at most <see cref="Count"/>.</param>
    public void Sample(ulong seed, long trainingStep, Span<int> episodes)
    {
        RandomStream stream = new(seed, s_purpose, (ulong)trainingStep);
        stream.SampleWithoutReplacement(episodes, Count);
    }

    /// <summary>
    /// Draws distinct steps, all sets and all orders equally likely, for methods that learn from single transitions. A transition reads
    /// its step and, of what is seen, the slot of its step and the next.
    /// </summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="trainingStep">Which training step they are for.</param>
    /// <param name="episodes">Where to write which episode each lies in; its length says how many, at most <see cref="Steps"/>.</param>
    /// <param name="steps">Where to write which step of the episode it is; as long as <paramref name="episodes"/>.</param>
    public void SampleTransitions(ulong seed, long trainingStep, Span<int> episodes, Span<int> steps)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(steps.Length, episodes.Length);
        RandomStream stream = new(seed, s_purpose, (ulong)trainingStep);
        stream.SampleWithoutReplacement(steps, checked((int)Steps));
        for (int index = 0; index < steps.Length; index++)
        {
            episodes[index] = EpisodeOfStep(steps[index]);
            steps[index] -= (int)StepsBefore(episodes[index]);
        }
    }

    /// <summary>The latest episodes in the order they were added, for methods that learn only from fresh ones.</summary>
    /// <param name="episodes">Where to write them; its length says how many, at most <see cref="Count"/>.</param>
    public void Latest(Span<int> episodes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(episodes.Length, Count);
        for (int index = 0; index < episodes.Length; index++)
        {
            episodes[index] = Count - episodes.Length + index;
        }
    }

    /// <summary>The episode that a step lies in, when the steps of all episodes held are counted through.</summary>
    private int EpisodeOfStep(int step)
    {
        int low = 0;
        int high = Count - 1;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            if (StepsBefore(middle) <= step)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>How many steps the older episodes have: as many as they have slots, but for the last slot of each.</summary>
    private long StepsBefore(int episode) => EntryOf(episode).FirstSlot - _ring.Begin - episode;
}
