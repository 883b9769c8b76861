namespace Phalanx.Drills;

/// <summary>What a drill came to.</summary>
/// <param name="Table">What was done how often, and what came of it.</param>
/// <param name="Failures">What should not have happened, a sentence each, with what it takes to do it again.</param>
internal sealed record DrillReport(DrillTable Table, IReadOnlyList<string> Failures);
