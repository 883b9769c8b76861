using Phalanx.Environments;

namespace Phalanx.Learning.Recording;

/// <summary>
/// Plays the episodes of a record again: resets an environment with each recorded seed, steps it with the recorded actions, and compares what comes of
/// it with what was recorded - rewards, ends, actions that were available, and every frame.
/// </summary>
public static class RecordVerification
{
    /// <summary>Verifies every episode, in its order.</summary>
    /// <param name="record">The record.</param>
    /// <param name="environments">One environment at least, of the recorded name and settings. The caller disposes it.</param>
    /// <returns>What differs first of each episode that differs; nothing for a record that is true.</returns>
    /// <exception cref="Foundation.UserErrorException">The record cannot be read, or is of a team of other sizes.</exception>
    public static IEnumerable<RecordDifference> Differences(RecordFile record, IEnvironmentBatch environments)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(environments);
        ThrowIfOther(record.Header, environments.Spec);
        for (int index = 0; index < record.Episodes.Count; index++)
        {
            RecordedEpisode episode = record.Read(index);
            if (new ReplayedEpisode(record.Header, episode, environments).Differ() is var (step, what))
            {
                yield return new RecordDifference(index, step, what);
            }
        }
    }

    private static void ThrowIfOther(RecordHeader header, EnvironmentSpec spec)
    {
        if ((header.Agents, header.Actions, header.Dimensions) != (spec.Agents, spec.Actions.Count, spec.Actions.Dimensions))
        {
            throw new Foundation.UserErrorException(
                $"the record is of {header.Agents} agents with {header.Actions} actions and {header.Dimensions} dimensions, but '{spec.Name}' has {spec.Agents} agents with {spec.Actions}; verify it in the environment that it names, '{header.Environment}'");
        }
    }
}

/// <summary>What differs when an episode is played again.</summary>
/// <param name="Episode">Its place in the record.</param>
/// <param name="Step">The step at which it shows.</param>
/// <param name="What">What differs, in words.</param>
public sealed record RecordDifference(int Episode, int Step, string What);
