namespace Phalanx.Analysis.Experiments;

/// <summary>What a claim is known from.</summary>
public enum ClaimSource
{
    /// <summary>The paper's text.</summary>
    Text,

    /// <summary>A picture of the paper that its text does not have.</summary>
    Picture,

    /// <summary>Something else than the papers here.</summary>
    Outside,
}

/// <summary>What is made of the runs of an arm.</summary>
public enum ClaimStatistic
{
    /// <summary>The median over seeds.</summary>
    Median,

    /// <summary>The mean over seeds.</summary>
    Mean,

    /// <summary>The mean of the middle half.</summary>
    Iqm,

    /// <summary>How many runs meet a condition.</summary>
    Count,

    /// <summary>The run that is worst for the claim.</summary>
    Each,

    /// <summary>The sample standard deviation.</summary>
    Spread,

    /// <summary>The probability that a run of the arm is above one of another.</summary>
    Poi,

    /// <summary>How far the median curve falls from its largest value up to a step.</summary>
    Drop,

    /// <summary>The place among the arms; 1 is the best.</summary>
    Rank,

    /// <summary>A named check in code.</summary>
    Exact,
}

/// <summary>How two figures are compared.</summary>
public enum Comparison
{
    /// <summary>At least.</summary>
    AtLeast,

    /// <summary>More than.</summary>
    Above,

    /// <summary>At most.</summary>
    AtMost,

    /// <summary>Less than.</summary>
    Below,

    /// <summary>No farther apart than the tolerance.</summary>
    Approximately,

    /// <summary>Farther apart than the tolerance.</summary>
    Apart,
}

/// <summary>What decides a claim.</summary>
public enum DecisionRule
{
    /// <summary>The figure itself.</summary>
    Point,

    /// <summary>Its 95 % interval, which must lie on one side.</summary>
    Interval,
}

/// <summary>What a shorter run may conclude of a claim.</summary>
public enum ClaimDirection
{
    /// <summary>Something is reached: a shorter run can show that it is, and not that it is not.</summary>
    Reaches,

    /// <summary>Something stays as it is: a shorter run can show that it does not.</summary>
    Stays,

    /// <summary>One is above another at the end.</summary>
    Order,

    /// <summary>The length of runs does not matter.</summary>
    Exact,
}

/// <summary>How the figures of several arms become one.</summary>
public enum Reduction
{
    /// <summary>The largest.</summary>
    Max,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The median.</summary>
    Median,
}
