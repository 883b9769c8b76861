namespace Phalanx.Learning.Runs;

/// <summary>What a look at a run saw.</summary>
/// <param name="State">How it stands with the run.</param>
/// <param name="Status">What its process wrote last; null where there is no <c>progress.json</c>.</param>
/// <param name="Silence">
/// How long ago the run gave its last sign of life: its process, or where there is no <c>progress.json</c> its last row. Null where it gave none.
/// </param>
public sealed record RunSighting(RunState State, RunStatus? Status, TimeSpan? Silence);
