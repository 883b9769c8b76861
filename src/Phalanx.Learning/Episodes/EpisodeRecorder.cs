namespace Phalanx.Learning.Episodes;

/// <summary>
/// The writers of one round of rollouts: environment i of the round plays the i-th of its episodes. A round is stored whole and in that
/// order, independent of which environment finished first, so the order of episodes does not depend on how they were played.
/// </summary>
/// <remarks>Different writers may be used on different threads at the same time.</remarks>
public sealed class EpisodeRecorder
{
    private readonly EpisodeWriter[] _writers;

    /// <summary>Writers for as many environments as are played together.</summary>
    /// <param name="layout">What to store.</param>
    /// <param name="environments">How many there are.</param>
    /// <exception cref="ArgumentException">The layout is not sane, or there is no environment.</exception>
    public EpisodeRecorder(EpisodeLayout layout, int environments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(environments);
        _writers = new EpisodeWriter[environments];
        for (int environment = 0; environment < environments; environment++)
        {
            _writers[environment] = new EpisodeWriter(layout);
        }

        Count = environments;
    }

    /// <summary>What is stored.</summary>
    public EpisodeLayout Layout => _writers[0].Layout;

    /// <summary>How it is stored.</summary>
    internal SlotFormat Format => _writers[0].Format;

    /// <summary>
    /// Whether a round may have more environments than there are writers. Only the first are recorded then, as those who look at some episodes of many want
    /// it; what is learned from must be recorded whole.
    /// </summary>
    public bool FirstOnly { get; init; }

    /// <summary>How many environments are recorded in this round: by default all that play.</summary>
    public int Count { get; private set; }

    /// <summary>Whether every episode of the round is complete.</summary>
    public bool IsComplete
    {
        get
        {
            foreach (EpisodeWriter writer in Round)
            {
                if (!writer.IsComplete)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>How many steps all episodes of the round have together.</summary>
    public int Steps
    {
        get
        {
            int steps = 0;
            foreach (EpisodeWriter writer in Round)
            {
                steps += writer.Length;
            }

            return steps;
        }
    }

    private ReadOnlySpan<EpisodeWriter> Round => _writers.AsSpan(0, Count);

    /// <summary>The writer of one environment of the round.</summary>
    /// <param name="environment">Which one, from 0.</param>
    public EpisodeWriter this[int environment] => Round[environment];

    /// <summary>Whether an environment of the round is recorded.</summary>
    /// <param name="environment">Which one, from 0.</param>
    internal bool Records(int environment) => environment < Count;

    /// <summary>Begins a round, and forgets what was written before.</summary>
    /// <param name="environments">How many environments play in it; by default as many as there are.</param>
    public void BeginRound(int? environments = null)
    {
        int count = environments ?? _writers.Length;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(environments));
        if (!FirstOnly)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _writers.Length, nameof(environments));
        }

        Count = Math.Min(count, _writers.Length);
        foreach (EpisodeWriter writer in Round)
        {
            writer.Begin();
        }
    }
}
