using System.Globalization;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>How numbers are written.</summary>
internal static class Numbers
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>For people: four digits that count, and as many after the point at most.</summary>
    public static string Shown(double? number)
    {
        if (number is not { } value || double.IsNaN(value))
        {
            return None;
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "failed";
        }

        double size = Math.Abs(value);
        int digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return (Math.Round(value, digits) + 0.0).ToString(digits == 0 ? "#,0" : "0." + new string('#', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>An interval for people: <c>[1.5, 2]</c>.</summary>
    public static string Shown(Interval? interval) => interval is { } ends ? $"[{Shown(ends.Low)}, {Shown(ends.High)}]" : None;

    /// <summary>A number with its interval for people.</summary>
    public static string Shown(double? number, Interval? interval) => interval is null ? Shown(number) : $"{Shown(number)} {Shown(interval)}";

    /// <summary>A whole number for people.</summary>
    public static string Shown(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number as a paper prints it: all its digits, but zeros at the end.</summary>
    public static string Printed(double number) => (number + 0.0).ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>A time for people.</summary>
    public static string Time(double seconds) => seconds < 120
        ? $"{Shown(Math.Round(seconds, 1))} s"
        : seconds < 7200 ? $"{Shown(Math.Round(seconds / 60, 1))} min" : $"{Shown(Math.Round(seconds / 3600, 1))} h";

    /// <summary>For other programs: the shortest digits that are read back as the same number; empty for none.</summary>
    public static string Exact(double? number) =>
        number is { } value && !double.IsNaN(value) ? (double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : value.ToString(CultureInfo.InvariantCulture)) : "";
}
