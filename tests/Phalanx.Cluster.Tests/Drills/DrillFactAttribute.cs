namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A drill with processes: it needs the signals of Linux.</summary>
internal sealed class DrillFactAttribute : FactAttribute
{
    public DrillFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "drills kill and stop processes as Linux does";
}

/// <summary>Drills that measure, or need all of the machine, run one after the other, and nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class OneDrillAtATime : ICollectionFixture<UndisturbedRuns>
{
    public const string Name = "Drills";
}

/// <summary>Most drills wait longer than they compute, so two run at a time: here is one after the other of those in which a study loses machines.</summary>
[CollectionDefinition(Name)]
public class DrillsOfLoss : ICollectionFixture<UndisturbedRuns>
{
    public const string Name = "Drills of loss";
}

/// <summary>And here of those in which machines share, or are strangers, or play for a run.</summary>
[CollectionDefinition(Name)]
public class DrillsOfSharing : ICollectionFixture<UndisturbedRuns>
{
    public const string Name = "Drills of sharing";
}

/// <summary>The runs that drills are compared with, which go when the last drill has ended.</summary>
public sealed class UndisturbedRuns : IDisposable
{
    private static int _collections;

    public UndisturbedRuns() => Interlocked.Increment(ref _collections);

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _collections) == 0)
        {
            Theatre.DeleteUndisturbed();
        }
    }
}
