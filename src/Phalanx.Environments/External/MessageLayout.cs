namespace Phalanx.Environments.External;

/// <summary>How long the messages of a conversation are: all of it follows from the specification and the number of environments.</summary>
/// <param name="spec">What the environments are.</param>
/// <param name="masks">Whether it is told which actions are available; otherwise all are.</param>
internal sealed class MessageLayout(EnvironmentSpec spec, bool masks)
{
    /// <summary>Bytes before the blocks of a message: how many environments it is about, and nothing.</summary>
    public const int CountSize = 8;

    public int Observations { get; } = spec.Agents * spec.ObservationSize;

    public int State { get; } = spec.StateSize;

    public int Available { get; } = masks ? spec.Agents * spec.Actions.Count : 0;

    public int Alive { get; } = spec.DeclaresAlive ? spec.Agents : 0;

    public int Statistics { get; } = spec.Statistics.Count;

    public int AgentFeatures { get; } = spec.Agents * spec.AgentFeatureSize;

    public int Entities { get; } = spec.Entities is { } entities ? entities.Count * entities.Width : 0;

    public int Absent { get; } = spec.Entities?.Count ?? 0;

    public int Hidden { get; } = spec.Entities is { } entities ? spec.Agents * entities.Count : 0;

    /// <summary>Actions of one environment, whichever kind they are: both are of four bytes.</summary>
    public int Actions { get; } = spec.Agents * Math.Max(1, spec.Actions.Dimensions);

    /// <summary>The length of what asks for episodes of some environments.</summary>
    public static long ResetLength(int count) => CountSize + ((long)count * sizeof(ulong)) + ExternalProtocol.Padded((long)count * sizeof(int));

    /// <summary>The length of what asks some environments for a step.</summary>
    public long StepLength(int count) => CountSize + ExternalProtocol.Padded((long)count * sizeof(int)) + ExternalProtocol.Padded((long)count * Actions * sizeof(int));

    /// <summary>The length of what is to be seen of some environments.</summary>
    public long SeenLength(int count) =>
        Floats(count, Observations) + Floats(count, State) + Flags(count, Available) + Flags(count, Alive) + Floats(count, Statistics) + Floats(count, AgentFeatures)
        + Floats(count, Entities) + Flags(count, Absent) + Flags(count, Hidden);

    /// <summary>The length of what a step of some environments led to.</summary>
    public long SteppedLength(int count) => ((long)count * sizeof(double)) + Flags(count, 1) + SeenLength(count);

    private static long Floats(int count, int width) => ExternalProtocol.Padded((long)count * width * sizeof(float));

    private static long Flags(int count, int width) => ExternalProtocol.Padded((long)count * width);
}
