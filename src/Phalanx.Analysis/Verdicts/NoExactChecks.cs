namespace Phalanx.Analysis.Verdicts;

/// <summary>No checks in code: claims that need one cannot be checked.</summary>
public sealed class NoExactChecks : IExactChecks
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [];

    /// <inheritdoc/>
    public ExactFinding? Find(string name) => null;
}
