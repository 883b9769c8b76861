using Phalanx.Foundation;

namespace Phalanx.Cluster.Clients;

/// <summary>
/// A study was not submitted, because parts of it were lost: its hub was started again between them, or had too many others to wait for. It is nothing of the
/// user's, and the same may be submitted again.
/// </summary>
/// <param name="study">What the study is called.</param>
public sealed class IncompleteStudyException(string study)
    : Exception(Shown.Sentence($"the hub did not get all parts of study {study}; submit it again")), IExplained;
