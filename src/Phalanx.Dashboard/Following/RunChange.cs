namespace Phalanx.Dashboard.Following;

/// <summary>A change of a run that was seen.</summary>
/// <param name="Before">The run before; null for one that is new.</param>
/// <param name="Now">The run now; null for one that is gone.</param>
internal readonly record struct RunChange(RunView? Before, RunView? Now);
