namespace Phalanx.Analysis.Checks;

/// <summary>How <c>D(u) = sum_i Q_i(u_i) - Q_jt(u) + V</c> is drawn. It is zero at the agents' own greedy joint action, as QTRAN's (4a) wants.</summary>
internal enum DrawnDifferences
{
    /// <summary>Nowhere negative, as (4b) wants.</summary>
    NotNegative,

    /// <summary>Nowhere negative, and zero somewhere on every line of joint actions that differ in one agent's action, as (7) wants.</summary>
    ZeroOnEveryLine,

    /// <summary>Of either sign.</summary>
    OfEitherSign,
}
