using Phalanx.Foundation;

namespace Phalanx.Analysis.Statistics;

/// <summary>Student's t distribution.</summary>
/// <remarks>
/// For n degrees of freedom let theta be the angle with tan(theta) = t / sqrt(n). The probability A that |T| is at most t is then a finite sum:
/// <code>
/// n odd    A = 2/pi (theta + sin theta (cos theta + 2/3 cos^3 theta + ... + (2 4 .. (n-3)) / (3 5 .. (n-2)) cos^(n-2) theta))
/// n even   A = sin theta (1 + 1/2 cos^2 theta + ... + (1 3 .. (n-3)) / (2 4 .. (n-2)) cos^(n-2) theta)
/// </code>
/// A rises with theta from 0 to 1, so the quantile is found by halving an interval of angles, and no inverse function is needed.
/// </remarks>
public static class StudentT
{
    /// <summary>The number t that a variable of this distribution exceeds with probability 1 - p.</summary>
    /// <param name="p">The probability, between 0 and 1.</param>
    /// <param name="degrees">The degrees of freedom, at least 1.</param>
    public static double Quantile(double p, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability of a quantile lies between 0 and 1.");
        }

        if (p < 0.5)
        {
            return -Quantile(1 - p, degrees);
        }

        double within = (2 * p) - 1;
        double low = 0;
        double high = Math.PI / 2;
        for (double middle = high / 2; low < middle && middle < high; middle = low + ((high - low) / 2))
        {
            if (ProbabilityWithin(middle, degrees) < within)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Sqrt(degrees) * Elementary.Sin(low) / Elementary.Cos(low);
    }

    private static double ProbabilityWithin(double theta, int degrees)
    {
        double sine = Elementary.Sin(theta);
        double cosine = Elementary.Cos(theta);
        double square = cosine * cosine;
        bool odd = degrees % 2 != 0;
        double term = odd ? cosine : 1;
        double sum = 0;

        // The exponent of the cosine in the term; the next term has two more of it.
        for (int power = odd ? 1 : 0; power <= degrees - 2; power += 2)
        {
            sum += term;
            term *= square * (power + 1) / (power + 2);
        }

        return odd ? 2 / Math.PI * (theta + (sine * sum)) : sine * sum;
    }
}
