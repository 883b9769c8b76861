using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Verdicts;

/// <summary>
/// How a claim compares. It is turned so that it reads "a above b": then <c>delta = a - b - margin</c>, and with <c>&lt;</c> and <c>&lt;=</c> a and b change places.
/// A comparison that is not strict is met where delta is at least -tolerance, a strict one where it is more than the tolerance.
/// </summary>
internal static class ClaimComparison
{
    /// <summary>Whether two numbers compare so.</summary>
    public static bool Meets(double a, double b, Comparison comparison, double tolerance) => IsMet(Delta(a, b, comparison, 0), comparison, tolerance);

    /// <summary>How far a is on the claim's side of b; the plain difference where they are to be alike.</summary>
    public static double Delta(double a, double b, Comparison comparison, double margin) => comparison switch
    {
        Comparison.AtLeast or Comparison.Above => Minus(a, b) - margin,
        Comparison.AtMost or Comparison.Below => Minus(b, a) - margin,
        _ => Minus(a, b),
    };

    /// <summary>Whether the figure meets the claim.</summary>
    public static bool IsMet(double delta, Comparison comparison, double tolerance) => comparison switch
    {
        Comparison.AtLeast or Comparison.AtMost => delta >= -tolerance,
        Comparison.Above or Comparison.Below => delta > tolerance,
        Comparison.Approximately => Math.Abs(delta) <= tolerance,
        _ => Math.Abs(delta) > tolerance,
    };

    /// <summary>What an interval of delta says: that the claim is met, that it is not, or null where the interval has both.</summary>
    public static bool? Decide(Interval delta, Comparison comparison, double tolerance) => comparison switch
    {
        Comparison.AtLeast or Comparison.AtMost => delta.Low >= -tolerance ? true : delta.High < -tolerance ? false : null,
        Comparison.Above or Comparison.Below => delta.Low > tolerance ? true : delta.High <= tolerance ? false : null,
        Comparison.Approximately => delta.Low >= -tolerance && delta.High <= tolerance ? true : delta.High < -tolerance || delta.Low > tolerance ? false : null,
        _ => delta.High < -tolerance || delta.Low > tolerance ? true : delta.Low >= -tolerance && delta.High <= tolerance ? false : null,
    };

    /// <summary>The difference. Equal numbers have none, infinite ones too, which two resampled arms may come to.</summary>
    public static double Minus(double a, double b) => a == b ? 0 : a - b;
}
