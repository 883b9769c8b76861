using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Cli.Replays;

/// <summary>Whether a record is what happens when its episodes are played again.</summary>
internal static class RecordTruth
{
    /// <summary>What is told of a record that is.</summary>
    public const string Sentence = "verified: played again, the episodes are the recorded ones";

    /// <summary>Plays a record again and refuses one that is not what happens then.</summary>
    /// <param name="name">What the record is called.</param>
    /// <param name="record">The record.</param>
    /// <param name="environments">One environment at least, of the recorded name and settings. The caller disposes it.</param>
    /// <exception cref="UserErrorException">It is not, or it cannot be read.</exception>
    public static void ThrowIfOther(string name, RecordFile record, IEnvironmentBatch environments)
    {
        if (RecordVerification.Differences(record, environments).FirstOrDefault() is { } difference)
        {
            throw new UserErrorException($"'{name}' is not what happens when it is played again: in episode {difference.Episode + 1}, step {difference.Step}, {difference.What}");
        }
    }
}
