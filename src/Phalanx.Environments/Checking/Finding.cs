namespace Phalanx.Environments;

/// <summary>Something that <see cref="EnvironmentChecker"/> found.</summary>
/// <param name="Rule">A short name of the rule, always the same for the same rule.</param>
/// <param name="Sentence">What is wrong and how to mend it, without a full stop.</param>
/// <param name="IsHint">Whether it may well be meant so: something to look at rather than a broken rule.</param>
public sealed record Finding(string Rule, string Sentence, bool IsHint = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsHint ? "hint" : "broken")}: {Sentence} [{Rule}]";
}
