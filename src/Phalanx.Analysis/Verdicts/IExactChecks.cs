namespace Phalanx.Analysis.Verdicts;

/// <summary>Checks in code, by name: projections, theorems, settings, names.</summary>
public interface IExactChecks
{
    /// <summary>The names, in order.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Makes a check; null where there is none of that name.</summary>
    /// <param name="name">The name.</param>
    ExactFinding? Find(string name);
}

/// <summary>What a check in code found.</summary>
/// <param name="Holds">Whether it is as the claim has it.</param>
/// <param name="Reason">The numbers that decide it, in one line.</param>
public sealed record ExactFinding(bool Holds, string Reason);
