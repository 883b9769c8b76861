namespace Phalanx.Analysis.Experiments;

/// <summary>The seeds of an experiment.</summary>
/// <param name="Full">The seeds of the whole experiment.</param>
/// <param name="Least">How many a claim needs that says nothing else.</param>
/// <param name="Paper">How many the paper has; null where it does not say.</param>
public sealed record ExperimentSeeds(IReadOnlyList<ulong> Full, int Least, int? Paper);
