using System.Collections.Immutable;

namespace Phalanx.Cluster.Contracts;

/// <summary>A part of a study: the settings of some of its cells.</summary>
/// <param name="Study">What the study is called.</param>
/// <param name="Priority">Studies of a higher one are served first.</param>
/// <param name="Total">How many cells the study has.</param>
/// <param name="First">The place of the first of these.</param>
/// <param name="Settings">Each a complete file of settings.</param>
/// <param name="Submission">Alike in all parts that belong together: two users may give their studies one name.</param>
[GenerateSerializer, Immutable]
public sealed record StudyPart(
    [property: Id(0)] string Study,
    [property: Id(1)] int Priority,
    [property: Id(2)] int Total,
    [property: Id(3)] int First,
    [property: Id(4)] ImmutableArray<string> Settings,
    [property: Id(5)] Guid Submission = default);

/// <summary>A cell in the status.</summary>
/// <param name="Cell">Its name in the plan.</param>
/// <param name="Phase">Whether it waits, runs or ended, in a word.</param>
/// <param name="Worker">Who has it, or had it last.</param>
/// <param name="Epoch">The latest epoch.</param>
/// <param name="TEnv">How far it is.</param>
/// <param name="Steps">How far it shall come.</param>
/// <param name="Rate">Environment steps a second; null where no worker has told it.</param>
/// <param name="Message">What went wrong.</param>
[GenerateSerializer, Immutable]
public sealed record CellStatus(
    [property: Id(0)] string Cell,
    [property: Id(1)] string Phase,
    [property: Id(2)] string? Worker,
    [property: Id(3)] long Epoch,
    [property: Id(4)] long TEnv,
    [property: Id(5)] long Steps,
    [property: Id(6)] double? Rate,
    [property: Id(7)] string? Message)
{
    /// <summary>The word for a cell that is done and to which two workers came with different results.</summary>
    public const string InDoubt = "in doubt";

    /// <summary>The word for a cell that a worker has.</summary>
    public const string Leased = "leased";

    /// <summary>The phase of one that cannot be trained.</summary>
    public const string Failed = "failed";

    /// <summary>The phase of one that a user took out.</summary>
    public const string Cancelled = "cancelled";
}

/// <summary>A study in the status.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Class">The bit class of its cells, in words; null before the first was given out.</param>
/// <param name="Cells">How many cells it has.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Failed">How many were given up, or taken out.</param>
/// <param name="Shown">The cells that run, failed, were taken out or are in doubt.</param>
/// <param name="StepsLeft">Environment steps that cells which wait or run lack.</param>
/// <param name="Running">How many workers have.</param>
/// <param name="Rate">Environment steps a second of all that run; null where no worker has told it.</param>
/// <param name="Untold">How many more run, failed, were taken out or are in doubt, and are not shown because they would not fit into one message.</param>
[GenerateSerializer, Immutable]
public sealed record StudyStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Class,
    [property: Id(2)] int Cells,
    [property: Id(3)] int Done,
    [property: Id(4)] int Failed,
    [property: Id(5)] ImmutableArray<CellStatus> Shown,
    [property: Id(6)] long StepsLeft,
    [property: Id(7)] int Running,
    [property: Id(8)] double? Rate,
    [property: Id(9)] int Untold)
{
    /// <summary>Whether nothing more happens to it by itself.</summary>
    public bool IsOver => Done + Failed == Cells;

    /// <summary>The cells to which two workers came with different results; the message of each names them.</summary>
    public IEnumerable<CellStatus> InDoubt => Shown.Where(cell => cell.Phase == CellStatus.InDoubt);

    /// <summary>The cells that are trained no more, though they are not done.</summary>
    public IEnumerable<CellStatus> GivenUp => Shown.Where(cell => cell.Phase is CellStatus.Failed or CellStatus.Cancelled);

    /// <summary>How many wait for a worker.</summary>
    public int Waiting => Cells - Done - Failed - Running;

    /// <summary>How long it takes to the end at that rate; null where it is not known.</summary>
    public double? SecondsLeft => IsOver ? 0 : StepsLeft / Rate;
}

/// <summary>A worker in the status.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">Its bit class, in words; null before it is known.</param>
/// <param name="Slots">How many slots it has; null where only the hub knows.</param>
/// <param name="Busy">How many of them have a cell.</param>
/// <param name="LastReportSeconds">How long ago it was heard of; null where only the hub knows.</param>
/// <param name="Note">What is wrong with it.</param>
[GenerateSerializer, Immutable]
public sealed record WorkerStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Class,
    [property: Id(2)] int? Slots,
    [property: Id(3)] int Busy,
    [property: Id(4)] double? LastReportSeconds,
    [property: Id(5)] string? Note);

/// <summary>How it stands with a cluster.</summary>
/// <param name="Class">The bit class that workers must have, in words; null while any may join.</param>
/// <param name="Studies">Its studies.</param>
/// <param name="Workers">Its workers.</param>
/// <param name="Troubles">What could not be opened when the hub was started, in a sentence each.</param>
[GenerateSerializer, Immutable]
public sealed record HubStatus(
    [property: Id(0)] string? Class,
    [property: Id(1)] ImmutableArray<StudyStatus> Studies,
    [property: Id(2)] ImmutableArray<WorkerStatus> Workers,
    [property: Id(3)] ImmutableArray<string> Troubles);
