using System.Globalization;

namespace Phalanx.Cli.Watching;

/// <summary>How a picture words numbers: short, and the same in every language.</summary>
internal static class Quantities
{
    /// <summary>All digits, in groups: <c>600,112</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>About as many: <c>8,500</c>, <c>560k</c>, <c>1.25M</c>.</summary>
    public static string About(long count) => count switch
    {
        >= 1_000_000_000 => Scaled(count, 1e9, "0.##", "G"),
        >= 1_000_000 => Scaled(count, 1e6, "0.##", "M"),
        >= 10_000 => Scaled(count, 1e3, "0.#", "k"),
        _ => Count(count),
    };

    /// <summary>Four digits of a figure.</summary>
    public static string Figure(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>A rate: <c>2,310</c>, or <c>0.7</c>.</summary>
    public static string Rate(double rate) => rate.ToString(rate < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    /// <summary>A duration in its two largest units: <c>2 min 54 s</c>.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 1000 } => "over 1000 d",
        { TotalDays: >= 1 } => $"{duration.Days} d {duration.Hours} h",
        { TotalHours: >= 1 } => $"{duration.Hours} h {duration.Minutes} min",
        { TotalMinutes: >= 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        _ => $"{duration.Seconds} s",
    };

    /// <summary>The same of seconds, of which there may be more than a duration can hold.</summary>
    public static string Duration(double seconds) => Duration(TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(seconds, 0, 1e9))));

    /// <summary>Memory: <c>1.2 GB</c>.</summary>
    public static string Memory(long bytes) => bytes >= 1_000_000_000 ? Scaled(bytes, 1e9, "0.#", " GB") : Scaled(bytes, 1e6, "0", " MB");

    private static string Scaled(long count, double unit, string format, string suffix) =>
        (count / unit).ToString(format, CultureInfo.InvariantCulture) + suffix;
}
