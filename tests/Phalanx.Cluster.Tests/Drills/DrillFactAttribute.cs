namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A drill with processes: it needs the signals of Linux.</summary>
internal sealed class DrillFactAttribute : FactAttribute
{
    public DrillFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "drills kill and stop processes as Linux does";
}

/// <summary>Drills run one after the other: each has the machine for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class OneDrillAtATime : ICollectionFixture<UndisturbedRuns>
{
    public const string Name = "Drills";
}

/// <summary>The runs that drills are compared with, which go when the last drill has ended.</summary>
public sealed class UndisturbedRuns : IDisposable
{
    public void Dispose() => Theatre.DeleteUndisturbed();
}
