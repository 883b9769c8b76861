using Phalanx.Environments;
using Phalanx.Learning.Policies;

namespace Phalanx.Learning.Recording;

/// <summary>What is to be recorded of an evaluation, and where.</summary>
/// <param name="Begin">Begins the record, in a file or in memory, when the first episode is there. What it makes is disposed with the recording.</param>
/// <param name="Header">What holds for all episodes; see <see cref="RecordHeaders"/>. What the numbers are is added to it.</param>
/// <param name="Environment">The environment that is played in.</param>
/// <param name="Episodes">How many episodes, the first of the evaluation.</param>
public sealed record RecordingRequest(Func<RecordHeader, RecordFileWriter> Begin, RecordHeader Header, EnvironmentSpec Environment, int Episodes)
{
    /// <summary>What plays; null for a script of the environment, which tells neither actions nor values.</summary>
    public Policy? Policy { get; init; }

    /// <summary>Reads the joint values; null for a team without them.</summary>
    public JointReading? Joint { get; init; }

    /// <summary>Whether observations are recorded; null for where they are few.</summary>
    public bool? Observations { get; init; }
}
