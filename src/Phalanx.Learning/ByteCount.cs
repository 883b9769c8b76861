using System.Globalization;

namespace Phalanx.Learning;

/// <summary>Numbers of bytes in words.</summary>
internal static class ByteCount
{
    private const double Gigabyte = 1e9;
    private const double Megabyte = 1e6;

    /// <summary>For example <c>3.77 GB</c> or <c>12.5 MB</c>.</summary>
    public static string InWords(long bytes) => bytes >= Gigabyte
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Gigabyte:0.##} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Megabyte:0.##} MB");
}
