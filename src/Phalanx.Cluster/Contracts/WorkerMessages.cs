using System.Collections.Immutable;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Contracts;

/// <summary>What a worker needs to know before it can say what it computes in.</summary>
/// <param name="Simd">The register width that all slots are held to; null for the widest there is.</param>
/// <param name="ReportSeconds">How often it reports.</param>
/// <param name="UploadSeconds">How often it sends a snapshot of a cell, at most.</param>
/// <param name="ChunkBytes">The size of a part of a file.</param>
/// <param name="MinFreeBytes">The space on its disk below which it takes no cell.</param>
[GenerateSerializer, Immutable]
public sealed record HubTerms(
    [property: Id(0)] string? Simd,
    [property: Id(1)] double ReportSeconds,
    [property: Id(2)] double UploadSeconds,
    [property: Id(3)] int ChunkBytes,
    [property: Id(4)] long MinFreeBytes);

/// <summary>A worker introduces itself.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Class">What its slots compute in.</param>
/// <param name="Slots">How many slots it has.</param>
/// <param name="SlotMemory">The most bytes that the replay of a cell may take in a slot.</param>
/// <param name="Nonce">What it found in the folder that it shares with the hub; null where it shares none.</param>
[GenerateSerializer, Immutable]
public sealed record WorkerHello(
    [property: Id(0)] string Worker,
    [property: Id(1)] WireClass Class,
    [property: Id(2)] int Slots,
    [property: Id(3)] long SlotMemory,
    [property: Id(4)] string? Nonce = null);

/// <summary>What a slot of a worker is doing.</summary>
/// <param name="Slot">Its number.</param>
/// <param name="Study">The study of its cell; null where it is free.</param>
/// <param name="Cell">Its cell.</param>
/// <param name="Epoch">By which epoch it has the cell.</param>
/// <param name="TEnv">How far the cell is.</param>
/// <param name="Rate">Environment steps a second.</param>
/// <param name="Outcome">How the cell ended, if it ended without being done.</param>
/// <param name="Message">What went wrong.</param>
[GenerateSerializer, Immutable]
public sealed record SlotNews(
    [property: Id(0)] int Slot,
    [property: Id(1)] string? Study,
    [property: Id(2)] string? Cell,
    [property: Id(3)] long Epoch,
    [property: Id(4)] long TEnv,
    [property: Id(5)] double Rate,
    [property: Id(6)] SlotOutcome? Outcome,
    [property: Id(7)] string? Message);

/// <summary>What a worker is doing.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="TakesCells">Whether free slots may be given cells.</param>
/// <param name="Note">What is wrong with the machine, for the status.</param>
/// <param name="Slots">Its slots.</param>
[GenerateSerializer, Immutable]
public sealed record WorkerReport(
    [property: Id(0)] string Worker, [property: Id(1)] bool TakesCells, [property: Id(2)] string? Note, [property: Id(3)] ImmutableArray<SlotNews> Slots);

/// <summary>A cell to be trained: its settings are all there is to it.</summary>
/// <param name="Study">Its study.</param>
/// <param name="Cell">Its name in the plan.</param>
/// <param name="Epoch">The epoch by which the worker writes for it.</param>
/// <param name="Settings">The file of its settings.</param>
/// <param name="ReplayBytes">The most memory that its replay can take.</param>
/// <param name="Home">The attempt in which its newest snapshot lies, for a worker that shares the hub's folder; 0 where there is none.</param>
/// <param name="Inputs">The files that its settings name, by their content.</param>
[GenerateSerializer, Immutable]
public sealed record CellOrder(
    [property: Id(0)] string Study,
    [property: Id(1)] string Cell,
    [property: Id(2)] long Epoch,
    [property: Id(3)] string Settings,
    [property: Id(4)] long ReplayBytes,
    [property: Id(5)] long Home,
    [property: Id(6)] ImmutableArray<string> Inputs);

/// <summary>What a slot should be doing.</summary>
/// <param name="Slot">Its number.</param>
/// <param name="Stop">Whether it shall let go of its cell: another has it, or it is over, or its end is noted.</param>
/// <param name="Start">The cell that it shall begin.</param>
[GenerateSerializer, Immutable]
public sealed record SlotDirective([property: Id(0)] int Slot, [property: Id(1)] bool Stop, [property: Id(2)] CellOrder? Start);

/// <summary>What the slots of a worker should be doing. One that is not named goes on.</summary>
/// <param name="Known">Whether the hub knows the worker; after a restart it does not, and the worker introduces itself again.</param>
/// <param name="Slots">The slots that have something to change.</param>
[GenerateSerializer, Immutable]
public sealed record Orders([property: Id(0)] bool Known, [property: Id(1)] ImmutableArray<SlotDirective> Slots);
