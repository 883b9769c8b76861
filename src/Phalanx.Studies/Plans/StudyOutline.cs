namespace Phalanx.Studies.Plans;

/// <summary>What <c>plan.json</c> says of a study.</summary>
/// <param name="Study">What the study is called.</param>
/// <param name="Cells">The cells in order.</param>
public sealed record StudyOutline(string Study, IReadOnlyList<OutlinedCell> Cells);

/// <summary>A cell in <c>plan.json</c>.</summary>
/// <param name="Id">Its name in the plan.</param>
/// <param name="Folder">Its folder in a store of cells.</param>
/// <param name="Steps">Environment steps that are asked for.</param>
/// <param name="ReplayBytes">The most memory that its replay can take.</param>
public sealed record OutlinedCell(string Id, string Folder, long Steps, long ReplayBytes);
