namespace Phalanx.Analysis.Experiments;

/// <summary>What a figure of a run is.</summary>
public enum MetricForm
{
    /// <summary>That of the closing test.</summary>
    Final,

    /// <summary>The mean over the last rows, five unless it says how many.</summary>
    Tail,

    /// <summary>The largest over rows.</summary>
    Best,

    /// <summary>The smallest over rows.</summary>
    Worst,

    /// <summary>That of the last row up to a step.</summary>
    At,

    /// <summary>The first step whose row reaches a value that the next row confirms; infinite if none does.</summary>
    First,

    /// <summary>The mean over rows.</summary>
    Auc,

    /// <summary>What a one-step game pays, without noise, for the greedy joint action.</summary>
    Payoff,

    /// <summary>The largest difference of a table from the expected payoffs.</summary>
    CellError,

    /// <summary>The mean difference of a table from the expected payoffs.</summary>
    MeanError,

    /// <summary>The largest difference of a table from a printed one, over the cells that can be read.</summary>
    PaperError,

    /// <summary>The largest difference of a table from the sum of utilities that is nearest to the payoffs.</summary>
    LimitError,

    /// <summary>A table's value of the greedy joint action.</summary>
    GreedyValue,

    /// <summary>A table's value of the greedy joint action less the mean of all others.</summary>
    Gap,

    /// <summary>By how much a table's value of the greedy joint action is below its largest: zero where the agents' own actions keep Individual-Global-Max.</summary>
    Shortfall,

    /// <summary>QTRAN's condition (4b): the least D over joint actions.</summary>
    LeastDifference,

    /// <summary>QTRAN's condition (4a): the absolute value of D at the greedy joint action.</summary>
    GreedyDifference,

    /// <summary>QTRAN's condition (7): the largest absolute value among minima of D over one agent's actions.</summary>
    LargestMinimum,
}
