namespace Phalanx.Drills;

/// <summary>Something that can happen to a run, done on purpose many times.</summary>
internal abstract class Drill
{
    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is done, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>How many times it is done in the long form, whose table stands in docs/reliability.md.</summary>
    public abstract int LongCount { get; }

    /// <summary>How many times it is done in the short form, which must be a matter of seconds.</summary>
    public abstract int ShortCount { get; }

    /// <summary>Does it.</summary>
    /// <param name="request">How often, and with which random numbers.</param>
    public abstract DrillReport Run(DrillRequest request);
}
