namespace Phalanx.Analysis.Verdicts;

/// <summary>What the runs of an experiment say of a claim, in four words.</summary>
public enum Verdict
{
    /// <summary>There are enough runs, and they are as the claim has it.</summary>
    Holds,

    /// <summary>There are enough runs, and they are not.</summary>
    DoesNotHold,

    /// <summary>There are too few runs, or too short ones, or they are too far apart to tell.</summary>
    NotEnoughRuns,

    /// <summary>Something that the claim is about cannot be run or measured here.</summary>
    CannotBeChecked,
}

/// <summary>How verdicts are written.</summary>
public static class VerdictWords
{
    /// <summary>The words of a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Text(this Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.DoesNotHold => "does not hold",
        Verdict.NotEnoughRuns => "not enough runs",
        Verdict.CannotBeChecked => "cannot be checked",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
